/** What the words of one language are made of. Words stand in order of how often they are used. */
export interface Language {
  readonly code: string;
  /** Part of all listings that are written in this language; the parts of all languages add up to 1. */
  readonly share: number;
  readonly words: string;
  /** Put together at random (stem + ending) they make the long tail of rare words. */
  readonly stems: string;
  readonly endings: string;
  /** What stands between two words; empty for scripts that write without spaces. */
  readonly space: ' ' | '';
}

export const LANGUAGES: readonly Language[] = [
  {
    code: 'en',
    share: 0.46,
    words:
      'the a for and in to of with is on or it at new good condition sale from very this my we all only please price call used not be are you free have will can old two size one room looking bike near pick up black per white house small large car home table wood sell set available no wanted apartment ' +
      'kitchen garden week month offer working great clean kids school lessons guitar piano phone laptop screen battery box original hardly worn vintage leather chair desk lamp sofa bed mattress wardrobe shelf fridge oven washing machine dishwasher vacuum cleaner bicycle helmet tent sleeping bag ski boots snowboard ' +
      'camera lens tripod printer monitor keyboard mouse speaker headphones turntable records books novel comics stamps coins jewellery ring necklace watch dress jacket coat shoes trainers handbag pram stroller cot toys puzzle lego dog cat puppy kitten aquarium horse riding boat kayak trailer van motorcycle tyres engine gearbox brakes ' +
      'mechanic plumber electrician carpenter painter gardener tutor maths english german spanish french translation babysitter nanny carer cook waiter driver courier delivery removal storage parking garage cellar balcony lift furnished flatmate student quiet nonsmoker deposit bills included central station minutes walk weekend morning evening ' +
      'meeting group choir yoga football tennis chess climbing hiking volunteers event ticket concert festival theatre cinema lost found keys wallet umbrella glasses reward swap exchange gift plant seeds tomato apple tree firewood tools drill saw hammer ladder bricks tiles paint window door carpet curtain mirror frame candle lantern antique silver brass',
    stems:
      'kelm branth ostra quill merid thorn valcor windle harrow sprock glimmer tarn bexley drift hollow pommer rusk saxon trellis umber vesper wick yarrow zephyr cobble dapple fennel gantry hickory ivor jasper knoll larch mallow nettle orchard pebble quartz rowan sorrel',
    endings:
      'ing er ed ton field ford man s ly ness ham worth ley by craft ware son dale wood stone bridge mark land house well side bury more wick set',
    space: ' ',
  },
  {
    code: 'de',
    share: 0.12,
    words:
      'und der die zu in mit für ein das von ist gut verkaufe neu im auf zustand eine nicht wir den bei an oder sehr preis alt suche aus abholung ich nur noch auch zimmer wohnung gebraucht fahrrad günstig schön tisch stuhl schrank küche größe weiß schwarz straße möbel bücher kinder garten haus auto hund katze biete ' +
      'nachhilfe klavier geige übung müller bäckerei grün blau kühlschrank waschmaschine staubsauger spülmaschine heizung fenster tür schlüssel verloren gefunden tausche verschenke schuhe mäntel kleid jacke größer kleiner werkzeug bohrmaschine säge leiter fliesen ziegel brennholz anhänger reifen motorrad getriebe bremsen gesucht ' +
      'handwerker maler gärtner umzug lager stellplatz keller balkon aufzug möbliert ruhig kaution nebenkosten zentral bahnhof minuten',
    stems:
      'schnäpp wandel kräuter bröckel stein flügel mühl tannen rühr glocken spät kürbis öl ährig zwölf dämm fähr höl',
    endings: 'chen heit ung keit lich isch er en straße haus bau werk zeug platz schaft los bar',
    space: ' ',
  },
  {
    code: 'es',
    share: 0.07,
    words:
      'de la el en y para con se un por una vendo muy bueno los del que nuevo al a casa estado busco precio sin piso habitación niño coche bicicleta mesa silla armario año español teléfono música guitarra clases inglés jardín cocina perro gato señora piña baño montaña corazón canción avión camión jamón limón ratón sillón sofá colchón nevera ' +
      'lavadora ventana puerta llave perdido encontrado cambio regalo zapatos abrigo vestido herramientas escalera leña remolque ruedas motor frenos fontanero electricista pintor mudanza trastero garaje sótano balcón ascensor amueblado tranquilo fianza céntrico estación minutos',
    stems: 'albar cañ desperd estr fund gall huer jab lag mañ niev otoñ peñ quint ras sueñ tall uv ven zarz',
    endings: 'ción ería ito ado illo anza al ero ista mente oso ura',
    space: ' ',
  },
  {
    code: 'fr',
    share: 0.06,
    words:
      "de la le et à les pour en un une vends avec état très bon du dans est neuf prix sur je cherche d'occasion vélo maison appartement chambre écran téléphone été noël garçon français leçon forêt fenêtre hôtel château crème œuvre cœur sœur naïf canapé armoire étagère réfrigérateur lave-linge clé perdu trouvé échange donne chaussures " +
      'manteau robe outils échelle bois remorque pneus moteur freins plombier électricien peintre déménagement stockage parking cave balcon ascenseur meublé calme caution charges gare minutes',
    stems:
      'bruy châtaign éclair fougèr girofl hêtr île jonqu lavand mésang noisett orm peupli rossign sauv tilleul vign',
    endings: 'eur euse age ement ière ité ette oir ois tion ard',
    space: ' ',
  },
  {
    code: 'pl',
    share: 0.04,
    words:
      'w i z na do nie sprzedam jest stan dobry po o dla od bardzo nowy szukam mieszkanie pokój rower samochód książki łóżko stół krzesło szafa źródło żółty gęś ślub ćma ołówek zażółć gęślą jaźń łódź kraków wrocław cena tanio odbiór osobisty telefon dziecko pies kot ogród kuchnia okno drzwi klucze zgubiono znaleziono zamienię oddam buty płaszcz',
    stems: 'brzoz chrząszcz dąb grab jesion klon lip modrzew olch świerk trzcin wierzb żurawin',
    endings: 'ać anie ek ka owy ny ość stwo arz nik ica',
    space: ' ',
  },
  {
    code: 'tr',
    share: 0.02,
    words:
      've bir satılık için çok iyi temiz ev İstanbul ıspanak şehir güzel öğrenci ders müzik bisiklet araba masa sandalye kitap kırmızı yeşil büyük küçük fiyat ücretsiz aranıyor kiralık daire oda mutfak bahçe köpek kedi anahtar kayıp bulundu',
    stems: 'çınar gürgen ıhlamur kavak meşe söğüt şimşir ardıç',
    endings: 'lar ler lık lik cı ci sız siz da de dan',
    space: ' ',
  },
  {
    code: 'vi',
    share: 0.02,
    words:
      'bán mua nhà cho thuê xe đạp máy tính điện thoại cũ mới giá rẻ đường phố nguyễn tiếng anh dạy học phòng trọ sinh viên chó mèo bàn ghế tủ lạnh cần người giúp việc Việt Nam Hà Nội được không và của',
    stems: 'thương phượng nghĩa trường khuyến quỳnh đặng hoàng',
    endings: ' anh ng i a n t',
    space: ' ',
  },
  {
    code: 'ru',
    share: 0.06,
    words:
      'в и на продам с по в хорошем состоянии не для куплю за новый очень или от цена до квартира комната дом велосипед машина стол стул шкаф кровать книги детский ёлка щётка подъезд объявление самовывоз телефон ноутбук экран работа ищу отдам бесплатно котята щенок собака кошка кухня сад окно дверь ключи потерян найден обмен подарок обувь ' +
      'пальто платье инструменты лестница дрова прицеп шины двигатель тормоза сантехник электрик маляр переезд склад гараж подвал балкон лифт мебель тихий залог метро минут уроки гитара пианино английский немецкий репетитор няня водитель курьер',
    stems:
      'берёз верес груш дубрав ельник жимолост звон ив калин лип малин орех осин пихт рябин сосн тополь черёмух шиповник ясен',
    endings: 'ый ая ое ами ость ение ник овка ский ина ево ище',
    space: ' ',
  },
  {
    code: 'uk',
    share: 0.02,
    words:
      'і в на продам з у доброму стані не для куплю новий дуже ціна квартира кімната будинок велосипед їжак ґанок щастя п’ять стіл стілець шафа ліжко книжки Київ Львів телефон шукаю віддам безкоштовно кіт собака',
    stems: 'яблун вишн горобин каштан ялин тополь',
    endings: 'ий а ові ість ення ник ський',
    space: ' ',
  },
  {
    code: 'el',
    share: 0.02,
    words:
      'και το για με σε η ο πωλείται σπίτι καλός δρόμος Οδυσσέας ήλιος θάλασσα νερό άνθρωπος βιβλίο ποδήλατο αυτοκίνητο τραπέζι καρέκλα σκύλος γάτα κήπος κουζίνα παράθυρο πόρτα κλειδιά τιμή νέος μεγάλος μικρός λόγος κόσμος χρόνος ψάχνω δωρεάν τηλέφωνο φως μήνας',
    stems: 'κυπαρ δαφν ελι πλάταν λεμον ρόδ',
    endings: 'ος ης ας ιά ισσός άκι ώνας ών',
    space: ' ',
  },
  {
    code: 'zh',
    share: 0.04,
    words:
      '的 出售 二手 房 新 价格 自行车 全新 北京 上海 电话 联系 手机 电脑 出租 公寓 房间 厨房 花园 汽车 沙发 桌子 椅子 冰箱 洗衣机 学生 中文 英语 老师 课程 钢琴 吉他 音乐 书 猫 狗 丢失 找到 钥匙 免费 赠送 交换 求购 搬家 工作 兼职 司机 快递 周末 早上 晚上 地铁站 附近 九成新 便宜 急转 自取 可议价 中國 臺灣 圖書 電視 龍 齉 鱻',
    stems:
      '安 白 百 宝 北 本 边 表 不 部 长 场 车 成 城 出 处 川 传 春 从 村 大 代 带 道 得 灯 地 点 东 冬 动 都 对 多 而 二 发 法 方 飞 分 风 福 高 歌 个 工 公 古 光 广 国 果 海 好 河 黑 红 后 湖 花 华 画 黄 会 火 机 家 见 江 金 京 经 九 酒 开 可 口 来 老 乐 里 林 流 六 路 绿',
    endings:
      '马 买 门 们 米 面 民 名 明 木 目 南 内 年 鸟 农 女 平 七 其 前 青 秋 去 全 人 日 肉 三 色 山 上 少 生 声 诗 十 石 时 世 事 是 手 书 树 双 水 四 岁 太 天 田 铁 同 头 土 外 万 王 文 我 五 西 喜 夏 先 香 小 心 新 星 雪 鸭 羊 叶 一 衣 鱼 雨 玉 园 月 云 在 早 中 竹 字 走 足 左',
    space: '',
  },
  {
    code: 'ja',
    share: 0.03,
    words:
      'の を に は が で と 売ります 中古 新品 美品 です ます 自転車 部屋 アパート マンション 東京 大阪 カメラ パソコン ゲーム テーブル いす ソファ ベッド 冷蔵庫 洗濯機 ピアノ ギター レッスン 英会話 日本語 教えます 探しています 無料 差し上げます ねこ いぬ 鍵 落とし物 本 まんが 服 くつ かばん ﾊﾝｶｸ ガラス ゔ 送料込み 手渡し 値下げ 週末 駅から 徒歩 分',
    stems: 'さくら もみじ かえで すすき つばき あじさい ひまわり たんぽぽ ひのき けやき',
    endings: 'さん ちゃん 町 村 山 川 田 野 原 島 屋 店',
    space: '',
  },
  {
    code: 'ko',
    share: 0.02,
    words:
      '팝니다 중고 새상품 서울 부산 자전거 노트북 휴대폰 책상 의자 침대 냉장고 세탁기 방 월세 전세 아파트 구합니다 무료나눔 고양이 강아지 피아노 기타 과외 영어 한국어 상태 좋아요 가격 제안 직거래 택배 가능 주말 아침 저녁 역 근처 분실 찾습니다 열쇠 꽃 책 옷 신발',
    stems: '한울 가람 나래 다솜 라온 마루 바다 사랑 아라 하늘 푸른 은빛',
    endings: '이 가 을 를 에서 에게 하고 님 동 시 길',
    space: ' ',
  },
  {
    code: 'ar',
    share: 0.015,
    words:
      'في من على للبيع جديد حالة جيدة مع إلى شقة غرفة منزل سيارة دراجة كتاب طاولة كرسي هاتف حاسوب مطبخ حديقة سعر مجاني مطلوب مفتاح ضائع قطة كلب مُدَرِّس دروس موسيقى القاهرة بيروت الدار',
    stems: 'زيت نخل رمان ياسم صنوبر',
    endings: 'ون ات ين ية ان',
    space: ' ',
  },
  {
    code: 'hi',
    share: 0.015,
    words:
      'के में की है और को बेचना नया अच्छा किताब घर कमरा साइकिल गाड़ी मेज कुर्सी फ़ोन कीमत मुफ्त चाहिए हिन्दी अंग्रेज़ी शिक्षक संगीत दिल्ली मुंबई कुत्ता बिल्ली चाबी खोया मिला',
    stems: 'नीम पीपल आम बरगद गुलाब',
    endings: 'वाला पुर ना ता का',
    space: ' ',
  },
];

/** Words that only search by substring finds: a tokenizer would lose what makes them themselves. */
export const PUNCTUATED = [
  'c++',
  'c#',
  'd3.js',
  'node.js',
  '100%',
  '50%',
  'AT&T',
  "rock'n'roll",
  'a/c',
  '24/7',
  'e-mail',
  'Wi-Fi',
  '4x4',
  '(obo)',
  'snake_case',
  'back\\slash',
  '#1',
  '@home',
  'R&B',
  '½',
  '№5',
  'Ⅳ',
  'ﬁne',
  'Ｆｕｌｌ',
  '5€',
  '£20',
  '¥900',
  '₿',
];

export const EMOJI = ['🙂', '🚲', '🏠', '🐈', '🐕', '🎸', '📚', '👨‍👩‍👧‍👦', '🇺🇦', '❤️', '👍🏽', '🛋️', '🦄'];
