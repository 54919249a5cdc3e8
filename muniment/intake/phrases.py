# ruff: noqa: E501 - a pattern is read as a list of words, and broken lines hide it
"""What web pages and wire copy print around an article, in the words that such lines are made of.

Each pattern is tried on one trimmed line. They are general to publishing systems and languages (English, Persian,
Arabic, Spanish, French, with some German, Russian, Turkish); none knows a site or a subject.
"""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I)


#: whole lines of navigation, sharing, subscription and the like
FURNITURE = _any(
    # moving about
    r"skip to (?:main )?(?:content|navigation|search).*",
    r"(?:main |primary |site |toggle |open |close |mobile )?(?:menu|navigation|nav|sidebar|search|breadcrumbs?)(?: bar| form| for:?)?",
    r"(?:home|homepage|about(?: us)?|contact(?: us)?|news|world|politics|opinions?|editorials?|analysis|features?|video|videos|"
    r"photos?|gallery|multimedia|podcasts?|blogs?|sports?|business|culture|health|science|technology|travel|weather|more|"
    r"latest|latest news|top stories|breaking news|news ticker|ticker|headlines|newsroom|press(?: room)?|publications|"
    r"resources|archives?|sections?|topics?|categories|category|tags?|regions?|countries|languages?|english|live|"
    r"our work|what we do|get involved|careers|jobs|events|faqs?|help|support|shop|donate(?: now)?|login|log ?in|log ?out|sign ?in|sign ?up|"
    r"register|subscribe(?: now)?|my account|account|join(?: us)?|top|back to top|scroll to top|next|previous|prev|"
    r"image|images|current|bio|print|print this(?: page| article)?|e-?mail|share|tweet|pin ?it|save|copy(?: link)?|link copied!?|"
    r"like this|like loading\.*|loading\.*|listen|watch|play|pause|mute|close|x|ok|accept(?: all)?|submit|send|reply|cancel reply|"
    r"facebook|twitter|linkedin|whatsapp|telegram|instagram|youtube|reddit|pinterest|tumblr|email|rss|messenger|viber|vk|"
    r"advertisements?|advertising|sponsored(?: content)?|promoted(?: content)?|ads?|paid content)\s*[:»›>]?",
    r"(?:you are here|home)\s*[:»›>/|].*",
    r"(?:page \d+(?: of \d+)?|\d+ / \d+|« ?\w+|\w+ ?»|older posts?|newer posts?|(?:previous|next) (?:article|post|story|page)\b.*)",
    r"(?:read|viewed|seen|visited|hits|visits|views)\s*:?\s*[\d.,]+(?: times)?",
    r"(?:view|see|read|show|load) (?:all|more|less|full|comments?|the full)\b.{0,60}",
    r"(?:continue|keep) reading\b.*",
    r"click (?:here|to|on)\b.{0,120}",
    r"(?:download|get) (?:the|our)\b.{0,40}\bapps?\b.*",
    r"(?:open|view) in (?:a )?(?:new window|browser|app)",
    r"browse\b.{0,40}|advanced search|cite this\b.{0,30}|zoom (?:in|out)|(?:download|open|view)(?: (?:as|the|full|this))? (?:pdf|file|document|transcript)\b.{0,30}|print(?:able|er)[- ](?:friendly|version)\b.{0,120}",
    r"[◄◀←‹«]\s*(?:previous|prev|back|older)\b.{0,80}|(?:next|newer|forward)\b.{0,40}[►▶→›»]|by|(?:toggle|expand|collapse)\b.{0,40}",
    r"a version of this (?:article|story)\b.*|this article (?:appears|appeared) in (?:the )?print\b.*",
    # sharing and following
    r"(?:share|tweet|e-?mail|print|pin|like|send) (?:this|on|via|to|it|article|story|post|with)\b.{0,60}",
    r"(?:click to )?share(?: on| via)? (?:facebook|twitter|x|linkedin|whatsapp|telegram|e-?mail)\b.*",
    r"(?:follow|find|join|like|connect with) us\b.{0,80}",
    r"(?:shares?|views?|likes?|comments?|hits|reads?|votes?|followers)\s*[:|]?\s*[\d.,kKmM]*",
    r"[\d.,]+\s*[kKmM]?\s*(?:shares?|views?|likes?|hits|reads?|votes?|followers|words?|min(?:ute)?s?(?: read)?|retweets|claps|replies|comments?)",
    r"(?:\w+|\d+)[- ]min(?:ute)?s?[- ]read\b.{0,10}",
    r"(?:estimated )?read(?:ing)? time\b.{0,30}",
    r"(?:rate this|rating|average rating|rate)\b\s*(?::|\d|this|article|post).{0,40}",
    # subscription and accounts
    r"(?:sign|signing) ?up (?:for|to|now|here|today)\b.{0,160}",
    r"subscribe (?:to|for|now|via|here|today|by)\b.{0,160}",
    r"(?:join|get|receive) (?:our|the|breaking|daily|free|weekly|updates?|alerts?|news|more)\b.{0,80}(?:newsletters?|inbox|updates?|alerts?|community|mailing list|email)\b.{0,60}",
    r"(?:our |daily |weekly |free )?(?:e-?)?newsletters?(?: sign ?up)?",
    r"(?:enter )?(?:your )?e-?mail(?: address)?\s*[:*]?",
    r"\(?optional\b.{0,60}",
    r"(?:already|not) (?:a|have|an|registered)\b.{0,30}(?:account|member|subscriber|registered)\b.{0,60}",
    r"(?:forgot|lost|remember)(?: your| me)?(?: password)?\??",
    r"(?:username|password|name|website|first name|last name|message|subject)\s*\*?",
    r"(?:support|donate|contribute|help us|become a)\b.{0,60}(?:journalism|reporting|today|now|member|patron|supporter|our work)\b.{0,60}",
    # comments
    r"your e-?mail address will not be published\b.*",
    r"required fields are marked.*",
    r"save my name\b.*",
    r"notify me (?:of|by|when)\b.*",
    r"this site uses akismet\b.*",
    r"(?:please )?(?:log|sign|read|review|post|write|leave|add|join|view)\b.{0,30}\b(?:comments?|discussion|conversation|community guidelines|commenting)\b.{0,80}",
    r"comments? (?:are )?(?:closed|off|disabled|policy|guidelines)\b.{0,80}",
    r"you must be logged in\b.*",
    # law
    r"(?:©|\(c\)|copyright\b|&copy;).{0,600}",
    r".{0,60}\ball rights reserved\b.{0,80}",
    r"(?:privacy|cookies?|legal|terms)(?: (?:policy|notice|statement|settings|preferences|of (?:use|service)|and conditions|& conditions))?(?:\s*[:|·•].*)?",
    r"(?:we|this (?:web)?site|our (?:web)?site) uses? cookies\b.*",
    r"by (?:using|continuing|clicking|subscribing|submitting|signing)\b.{0,60}\byou (?:agree|accept|consent)\b.*",
    r"privacy: .{0,100}",
    r".{0,200}\b(?:is a|are|are the) (?:registered )?trade ?marks? of\b.*",
    r"(?:interest-based advertising|do not sell)\b.*",
    r"(?:this (?:work|article|content)|content|licen[sc]ed|published) .{0,60}\b(?:creative commons|cc[ -]by)\b.*",
    r"(?:powered|designed|developed|hosted|built|created|theme|made) (?:by|with)\b.{0,60}",
    r"disclaimer\b.{0,400}",
    r"(?:the )?(?:views?|opinions?)(?: and opinions?)? expressed (?:in|by|here|are)\b.*",
    r"(?:editor['’]?s?|editorial|publisher['’]?s?)\s+note\b.{0,600}",
    r"(?:ends?|fin|\*{3,}|#{3,}|-\s?30\s?-|—\s?30\s?—|\*\s?\*\s?\*|###)",
    r".{0,80}\b(?:can be (?:found|read)|(?:is|are) available|read more|click) here\.?",
    # other articles
    r"(?:read|see|watch|listen) (?:also|more|next|too)\b\s*[:|–—-]?.{0,200}",
    r"(?:related|recommended|don['’]?t miss|must read|in pictures|watch)\s*[:|].{0,200}",
    r"(?:also|more) (?:read|from|on|in|about|by|stories|news|headlines|articles)\b\s*[:|–—-]?.{0,80}",
    r"(?:related|recommended|suggested|similar|trending|popular|most (?:read|popular|viewed|shared|commented)|recent|latest|featured|top|other|more)"
    r"(?: \w+){0,2}? ?(?:articles?|posts?|stories|news|content|topics?|links?|reading|videos?|tags?|items?|now|searches|reports?|publications)?\s*[:»›]?",
    r"(?:you (?:may|might|could) (?:also )?(?:like|be interested|enjoy)|don'?t miss|in case you missed it|editor'?s? (?:picks?|choice)|what to read next|up next|read next)\b.{0,40}",
    r"(?:popular|recent|latest|older|newer|featured|related|more) posts?\b.{0,30}",
    # labels
    r"(?:tags?|topics?|keywords?|categor(?:y|ies)|filed under|tagged(?: with)?|labels?|posted in|in category|section|subjects?)\s*[:|].{0,300}",
    r"(?:filed under|posted in|tagged)\b.{0,200}",
    r"(?:opinion|editorial|analysis|commentary|op-?ed|feature|exclusive|breaking|news analysis|press release|statement|blog|interview|report|column|letters?|world news|iran news|news now)",
    # Persian and Arabic
    r"(?:خانه|صفحه (?:اصلی|نخست)|تماس با ما|درباره(?:‌| )?(?:ی )?ما|جستجو|منو|بازگشت|ورود|ثبت ?نام|عضویت(?: در خبرنامه)?|خبرنامه|آرشیو|پیوندها|"
    r"اشتراک(?:‌| )گذاری|به اشتراک بگذارید|چاپ|ارسال|تبلیغات|آگهی|بیشتر|ادامه مطلب|بیشتر بخوانید|همچنین بخوانید|مطالب مرتبط|اخبار مرتبط|"
    r"پربازدیدترین(?:‌ها|ها)?|پربیننده(?:‌ترین|ترین)?(?:‌ها|ها)?|آخرین اخبار|تازه(?:‌| )?ترین اخبار|دیدگاه(?:‌ها|ها)?|نظرات|تلگرام|توییتر|فیس(?:‌| )?بوک|اینستاگرام|واتساپ|گزارش|خبر|یادداشت|ایران|جهان|سیاسی|اجتماعی)\s*[:»›]?",
    r"(?:برچسب(?:‌ها|ها)?|کلید ?واژه(?:‌ها|ها)?|کد خبر|لینک کوتاه|تعداد بازدید|بازدید)\s*[::].{0,200}",
    r"(?:نظر (?:خود|شما)|دیدگاهتان را|پاسخ دهید|نشانی ایمیل شما|بخش(?:‌| )?های موردنیاز|ذخیره نام|در خبرنامه|برای دریافت|ما را (?:در|دنبال)|کانال تلگرام|عضو شوید).{0,120}",
    r".{0,80}(?:تمامی? حقوق|کلیه حقوق|حق چاپ|حقوق این سایت|جميع الحقوق|كافة الحقوق|حقوق النشر).{0,120}",
    r"(?:بیشتر بخوانید|همچنین بخوانید|مطالب مرتبط|اقرأ أيضا[ًّ]?|اقرا ايضا|إقرأ أيض[اً]*|شاهد أيض[اً]*|مواضيع ذات صلة|أخبار ذات صلة|مقالات ذات صلة|المزيد من)\s*[::]?.{0,200}",
    r"(?:الرئيسية|الصفحة الرئيسية|اتصل بنا|من نحن|بحث|القائمة|تسجيل(?: الدخول)?|اشترك(?: الآن)?|النشرة البريدية|مشاركة|شارك|طباعة|إرسال|أخبار|آخر الأخبار|أهم الأخبار|"
    r"الأكثر قراءة|الأكثر مشاهدة|تعليقات?|التعليقات|إعلان|إعلانات|المزيد|اقرأ المزيد|فيسبوك|تويتر|واتساب|تيليجرام|تلغرام|عربي|دولي|سياسة|رأي|تقارير|فيديو)\s*[:»›]?",
    r"(?:الوسوم|كلمات مفتاحية|كلمات دلالية|وسوم|تصنيفات?|عدد المشاهدات|مشاهدات)\s*[::].{0,200}",
    r"(?:لن يتم نشر|الحقول الإلزامية|اترك (?:تعليق|رد)|أضف تعليق|تابعونا?|تابعنا|اشترك في|شارك(?:ها|وا)? (?:على|عبر|هذا)).{0,120}",
    # Spanish and French, German, Russian, Turkish
    r"(?:inicio|portada|buscar|contacto|suscr[ií]bete|suscribirse|iniciar sesi[oó]n|compartir|imprimir|publicidad|men[uú]|m[aá]s (?:noticias|le[ií]d[oa]s?)|lo m[aá]s le[ií]do|"
    r"noticias relacionadas|art[ií]culos relacionados|te puede interesar|tambi[eé]n te puede interesar|comentarios|archivado en|siguiente|anterior|s[ií]guenos|opini[oó]n|internacional|pol[ií]tica|sociedad|pa[ií]s)\b\s*[:»›]?.{0,40}",
    r"(?:etiquetas|temas|palabras clave|categor[ií]as?|mots[- ]cl[eé]s|th[eè]mes|rubriques?|schlagw[oö]rter|метки|теги|etiketler)\s*[:|].{0,200}",
    r"(?:lee|lea|leer|ver|vea|lire|voir|à lire|lesen sie|читайте|ayrıca oku\w*) (?:tambi[eé]n|m[aá]s|aussi|[eé]galement|auch|mehr|также|ayrıca)\b\s*[:|–-]?.{0,200}",
    r"(?:tu direcci[oó]n de correo|los campos obligatorios|deja (?:un comentario|una respuesta)|votre adresse (?:e-?mail|de messagerie)|les champs obligatoires|laisser un commentaire|deine e-mail-adresse)\b.{0,120}",
    r".{0,60}(?:todos los derechos reservados|tous droits r[eé]serv[eé]s|alle rechte vorbehalten|все права защищены|tüm hakları saklıdır).{0,80}",
    r"(?:accueil|rechercher|recherche|s['’]abonner|abonnez-vous|se connecter|connexion|partager(?: sur)?|imprimer|publicit[eé]|plan du site|mentions l[eé]gales|"
    r"les plus lus|articles? li[eé]s|sur le m[eê]me sujet|à lire aussi|commentaires?|suivez-nous|inscrivez-vous|newsletter|monde|politique|soci[eé]t[eé]|soutenez)\b\s*[:»›]?.{0,40}",
    r"(?:startseite|suche|anmelden|teilen|drucken|anzeige|kontakt|impressum|datenschutz|главная|поиск|поделиться|реклама|подписаться|комментарии|ana sayfa|paylaş|abone ol|yorumlar|ara)\s*[:»›]?",
)

#: lines after which a page goes on with other things: comments, other articles, the publisher
HARD_END = _any(
    r"(?:leave|post|write|add|submit) (?:a|your) (?:reply|comment|response)\b.{0,60}",
    r"(?:\d+|no|one|view|read and post|join the) (?:comments?|thoughts?|responses?|replies|discussion|conversation)\b.{0,80}",
    r"(?:reader )?comments?(?: \(\d+\)| section)?\s*:?",
    r"related articles?more from author|(?:most|more) (?:read|popular|viewed|shared|commented)(?: (?:in|on|from) .{1,30})?\s*:?",
    r"(?:you (?:may|might) (?:also )?(?:like|be interested(?: in)?)|read (?:also|next)|up next|about (?:the )?authors?|more from .{1,40}|editor'?s picks?|what to read next|previous articles?.{0,120}|next articles?.{0,120})\s*:?",
    r"your e-?mail address will not be published.*",
    r"(?:filed under|share this|post navigation|like this)\s*:?",
    r"(?:©|copyright\b|\(c\) ?\d{4}).{0,600}",
    r"(?:مطالب مرتبط|اخبار مرتبط|دیدگاه(?:‌ها|ها)?|دیدگاهتان را بنویسید|نظرات|پربازدیدترین|پربیننده(?:‌ترین|ترین)?)(?:‌ها|ها)?\s*:?",
    r"(?:مواضيع ذات صلة|أخبار ذات صلة|مقالات ذات صلة|التعليقات|اترك تعليق[اً]*|أضف تعليق[اً]*|الأكثر قراءة|الأكثر مشاهدة)\s*:?",
    r"(?:noticias relacionadas|art[ií]culos relacionados|te puede interesar|comentarios|deja un comentario|lo m[aá]s le[ií]do)\s*:?",
    r"(?:articles? li[eé]s|sur le m[eê]me sujet|commentaires?|laisser un commentaire|les plus lus)\s*:?",
    r"(?:mehr zum thema|kommentare|meistgelesen|комментарии|читайте также|похожие новости|yorumlar|ilgili haberler)\s*:?",
)

#: the heading of a list of other articles; such lists also stand in the middle of an article
RELATED = _any(
    r"(?:related|recommended|popular|recent|latest|more|similar|other|trending|featured|further)(?: \w+)? (?:articles?|posts?|stories|news|content|reading|links|coverage|reports?)"
    r"(?: (?:from|on|in|about|by) .{1,40}| more from author)?\s*:?",
    r"related|read (?:also|next)|مطالب مرتبط|اخبار مرتبط|مواضيع ذات صلة|أخبار ذات صلة|noticias relacionadas|art[ií]culos relacionados|articles? li[eé]s|sur le m[eê]me sujet|mehr zum thema",
)

#: a link that ends a teaser of another article
MORE = _any(
    r"(?:read|see|view|show|learn|find out) more\b.{0,40}",
    r"(?:continue|keep) reading\b.{0,60}",
    r"(?:read (?:the )?)?full (?:story|article|text|report)\b.{0,20}",
    r"more\s*(?:»|›|>|→|\.\.\.|…)?",
    r"ادامه(?: مطلب)?\W*",
    r"(?:اقرأ المزيد|المزيد)\W*",
    r"(?:leer|ver) m[aá]s\W*",
    r"(?:lire la suite|en savoir plus)\W*",
    r"(?:weiterlesen|mehr lesen)\W*",
    r"(?:читать далее|подробнее)\W*",
    r"devamını oku\W*",
)

#: words of which two in one short line make it a request of the page, not a sentence of the article
PLEA = re.compile(
    r"\b(?:subscrib\w*|newsletters?|inbox|cookies?|privacy policy|terms of (?:use|service)|unsubscribe|sign(?:ed)? ?(?:up|in)|log(?:ged)? ?in|"
    r"e-?mail address|your e-?mail|password|click|follow us|facebook|twitter|instagram|youtube|telegram|whatsapp|donat(?:e|ion)|donations|donors?|supporters|supporting|support us|our work|this work possible|membership|advertis\w+|sponsor\w*|"
    r"comment(?:s|ing)?|moderat\w+|download|our app|our journalism|our reporting|our readers|our website|this website|browser|javascript|podcast|hashtag|"
    r"suscr\w+|bolet[ií]n|abonn\w+|خبرنامه|ایمیل|عضو|کانال|النشرة|البريد|اشترك|تابعونا)\b",
    re.I,
)

#: the reader spoken to, or the publisher speaking
ADDRESS = re.compile(
    r"^(?:subscribe|sign|join|follow|click|log|get|receive|enter|donate|support|download|please|register|read|share)\b|\b(?:you|your|us|our|we|please)\b|"
    r"\b(?:tu|su|usted|nos|nuestr[oa]s?|votre|vos|vous|nous|notre|ihr|sie|unser\w*)\b|شما|خود|ما را|كم\b|اشترك|تابع",
    re.I,
)

#: words that make even a whole sentence the page's own
SURE = re.compile(
    r"^a version of this (?:article|story)\b|\b(?:found|read|available|more|click) here\.?$|^editor['’]?s? note\b|©|\ball rights reserved\b|\bcookies\b|\b(?:not|never) (?:be )?(?:published|shared?)\b|\btrade ?marks?\b|\bakismet\b|\brequired fields\b|"
    r"\b(?:views?|opinions?) expressed\b|\bcreative commons\b|\b(?:first|originally|previously) (?:published|appeared|posted)\b|\b(?:republished|reprinted|reposted)\b|"
    r"حقوق|الحقول|derechos reservados|droits réservés|correo electrónico no será|messagerie ne sera",
    re.I,
)

#: headings of a section of notes
NOTES = _any(
    r"(?:foot|end)?notes?(?: and references| & references)?\s*:?",
    r"references?(?: and notes)?\s*:?",
    r"citations\s*:?",
    r"(?:works cited|bibliography|sources)\s*:?",
    r"(?:پانویس|پی(?:‌| )?نوشت|زیرنویس|یادداشت|منبع|منابع|مراجع|ارجاع)(?:‌ها|ها|‌های)?\s*:?",
    r"(?:الهوامش|هوامش|المراجع|المصادر|الحواشي|حواشي|ملاحظات)\s*:?",
    r"(?:notas?(?: al pie)?|referencias|fuentes|bibliograf[ií]a)\s*:?",
    r"(?:notes? de bas de page|r[eé]f[eé]rences|sources|bibliographie)\s*:?",
    r"(?:fu(?:ß|ss)noten|anmerkungen|quellen|примечания|сноски|ссылки|notlar|dipnotlar|kaynaklar)\s*:?",
)

#: who wrote it
BYLINE = _any(
    r"(?:interview|photographs?|photos|pictures|illustrations?|words|film|video|essay|review|poem|letter)\s+by\s+(?P<kind>[^\d|.]{3,80})$",
    r"[(\[](?:additional |with )?(?:report(?:ing|ed)|writ(?:ing|ten)|edit(?:ing|ed)|compil(?:ing|ed)|translat(?:ion|ed))\s.{0,20}?\bby\s+(?P<credit>[^;)\]]{3,80}).{0,200}[)\]]\.?$",
    r"(?:written |posted |published |reported |compiled |edited |translated |submitted |story |text |report |article |analysis )?by:?\s+(?P<en>[^\d|]{3,80}?)"
    r"(?=\s*(?:$|[|•·,–—-]|\d)|\s+(?:(?:by|on|in|posted|published|updated)\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|\w+[- ]min))",
    r"(?P<pre>[^\d|.]{3,60}?)\s+by\s+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d)",
    r"author(?:s|\(s\))?\s*:\s*(?P<au>[^\d|]{3,80})",
    r"(?:نویسنده|نوشته(?:‌| )?(?:ی)?|به قلم|گزارشگر|مترجم|خبرنگار)\s*[::]?\s*(?P<fa>[^\d|]{3,60})",
    r"(?:بقلم|كتب|كتبت|الكاتب|إعداد|تحرير|ترجمة)\s*[::]?\s*(?P<ar>[^\d|]{3,60})",
    r"(?:recogido|redacci[oó]n|entrevista|texto)\s+(?:por|de|:)\s*(?P<es0>[^\d|,]{3,60})",
    r"por\s+(?P<es>(?:[A-ZÁÉÍÓÚÑ][\w.'’-]+\s*(?:de |del |la |y )*){1,5})(?=$|[|•·,\d])",
    r"(?:par|de notre correspondant)\s+(?P<fr>(?:[A-ZÀ-Ý][\w.'’-]+\s*(?:de |du |et )*){1,5})(?=$|[|•·,\d])",
    r"(?:von|автор)\s*:?\s+(?P<de>(?:[A-ZÄÖÜА-Я][\w.'’-]+\s*){1,5})(?=$|[|•·,\d])",
)

#: a line that says when the page or text was put out
DATED = _any(
    r"(?:first |last |originally )?(?:published|posted|updated|modified|created|issued|released|date(?:d)?|submitted|edited|revised|reviewed)\b\s*(?:by \w+ )?(?:on|at|in|date|:)?.{4,80}",
    r"(?:تاریخ(?: انتشار)?|منتشر شده(?: در)?|انتشار|به(?:‌| )?روز ?رسانی|تاريخ(?: النشر)?|نشر(?:ت)?(?: في| بتاريخ)?|آخر تحديث)\s*[::]?.{4,80}",
    r"(?:publicado|actualizado|fecha|publi[eé]|mis à jour|modifi[eé]|veröffentlicht|aktualisiert|опубликовано|обновлено|yayın(?:lanma)?)\b\s*(?:el|le|am|:)?.{4,80}",
)

#: words of a picture's caption
CAPTION = _any(
    r".{10,500}[.)\]”\"–—-]\s*(?:photo(?:graph)?s?\s*[:/|].{1,80}|(?:photo(?:graph)?\s+by|image\s+by|courtesy(?:\s+of)?)\s.{1,60}|"
    r"(?:reuters|ap|afp|epa|efe|getty(?: images)?|xinhua|anadolu(?: agency)?|tass|dpa|handout|file photo)(?:\s*[/|]\s*.{0,60}|\s+photos?(?:/.{0,40})?)?\.?)",
    r".*\((?:[^()]{0,40}[/ ])?(?:photos?|image|picture|ap|afp|reuters|getty|epa|efe|dpa|tass|xinhua|anadolu|dreamstime|shutterstock|alamy|wikimedia|flickr|courtesy|file|archive)\b[^()]{0,60}\)\.?",
    r".*\[(?:file|photo|image|credit|archive)?\s*:?[^\[\]]{2,60}(?:/|\bvia\b|photo|file|archive)[^\[\]]{0,40}\]\.?",
    r".{10,300}[.,]\s*(?:courtesy of|gift of|collection of|credit:?)\s[^.]{3,80}",
    r".*\([^()]{2,40}/(?:dreamstime|shutterstock|alamy|getty|ap|afp|reuters|epa|istock|unsplash|flickr|wikimedia|via)[^()]{0,40}\)\.?",
    r"(?:file )?(?:photo|image|picture|photograph|pictured|illustration|map|figure|fig|chart|graphic|screenshot|screengrab|credit|caption|courtesy|source)s?(?: credits?| by| courtesy| of| from| \d+)?\s*[:.|/–-].{0,300}",
    r"(?:photo(?:graph)?s?|images?|pictures?|illustration|screenshot)(?: credit)?(?: by| courtesy)\b.{0,120}",
    r".{0,200}[-–—,(|/]\s*(?:file|archive|undated|representative|stock|illustrative)?\s*(?:photos?|images?|pictures?|screenshot|screengrab|handout)\)?\.?",
    r".{0,300}\b(?:in (?:this|an?) (?:(?:undated|file|handout|archive|recent|combination) )*(?:photo(?:graph)?|image|picture))\b.{0,200}",
    r".{0,200}(?:©|\(c\)) ?(?:\d{4} )?(?:ap|afp|reuters|getty|epa|private|amnesty|human rights watch|un photo|[A-Z]\w+ [A-Z]\w+)[^.]{0,60}",
    r".{0,60}\blogo\b.{0,20}",
    r"(?:عکس|تصویر|صورة|الصورة|عدسة|foto|fotograf[ií]a|imagen|photo|cr[eé]dit|bild|фото)\s*[:::/–-].{0,200}",
    r"(?:عکس|تصویر) (?:از|آرشیوی?|تزئینی).{0,100}",
    r".{0,200}\((?:عکس|تصویر|صورة|أرشيف|آرشیو|foto|archivo|archives?)[^()]{0,40}\)",
)
#: a sentence and, in brackets, a photographer and an agency ("… on Sunday. (Ada Lorn/Orm Press)")
CREDIT = re.compile(
    r".{10,500}\s[(\[][A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}\s?/\s?(?:[A-Z][^()\[\]]{1,40})[)\]]\.?", re.S
)
#: place and numeric date at the head of a picture agency's caption ("Lyon, France 03/04/2015 - …")
AGENCY_CAPTION = re.compile(r"[^\d.!?]{2,60}[,\s(-]\s*\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d\)?\s*[-–—:.]")

#: words of a note about the writer that follows an article
BIO = re.compile(
    r"\b(?:is|was|has been|are|serves?|lives|reports|works?|writes?|teaches|covers|specializ\w+|specialis\w+|served|worked|contribut\w+|est|es|ist)\b.{0,200}?\b(?:based in|expert|journalist|reporter|author|writer|fellow|professor|lecturer|"
    r"researcher|research(?:er)?|correspondent|columnist|contributor|contributing|analyst|commentator|activist|blogger|editor|director|lawyer|attorney|scholar|"
    r"student|candidate|academic|historian|consultant|advis[eo]r|freelance\w*|specialist|member of|coordinator|fellowship|periodista|escritor\w*|journaliste|[eé]crivain\w*)\b",
    re.I | re.S,
)
BIO_TAIL = re.compile(
    r"(?:follow (?:him|her|them|the author)\b|@\w{3,}|(?:his|her|their) (?:latest|most recent|new|forthcoming) book|can be (?:reached|followed|contacted)|tweets? (?:at|@)|read (?:more|dr\.?|mr\.?|other)?.{0,40}reports?|has written|more by)",
    re.I,
)

#: a document says that it comes from elsewhere; group `name`
REPUBLISHED = re.compile(
    r"(?:(?:this|the)\s+(?:article|story|piece|post|report|text|interview|statement|op-?ed|commentary|essay|blog|item)\s+)?"
    r"(?:was\s+|is\s+|has\s+been\s+|were\s+)?(?:(?:first|originally|initially|previously)\s+(?:published|appeared|posted|printed|issued|ran|written|broadcast)|"
    r"(?:re-?published|reprinted|re-?posted|reproduced|syndicated|adapted|excerpted|cross-?posted)(?:\s+(?:here|with\s+(?:the\s+)?(?:kind\s+)?permission))?)"
    r"(?:\s+(?:here|in\s+\w+|under\s+the\s+title\s+[“\"][^”\"]{1,120}[”\"]))?\s+(?:by|in|on|at|from|of|with\s+permission\s+(?:of|from))\s+(?:the\s+)?(?P<name>[^\n.;,()|]{2,80})",
    re.I,
)
SOURCED = _any(
    r"^(?:source|via|courtesy of|credit|from)\s*:\s*(?P<en>[^\n|]{2,80})$",
    r"^(?:منبع|به نقل از|برگرفته از)\s*[::]\s*(?P<fa>[^\n|]{2,80})$",
    r"^(?:المصدر|نقلا عن|نقلاً عن)\s*[::]\s*(?P<ar>[^\n|]{2,80})$",
    r"^(?:fuente|tomado de|source|quelle|источник|kaynak)\s*:\s*(?P<es>[^\n|]{2,80})$",
    r"(?:این (?:مقاله|مطلب|گزارش|یادداشت) (?:نخستین بار|اولین بار|ابتدا|پیش(?:‌| )?تر) در)\s+(?P<fa2>[^\n.،]{2,60}?)\s+(?:منتشر|چاپ)",
    r"(?:نُ?شر(?:ت)? (?:هذا|هذه|المقال|التقرير)[^\n]{0,30}(?:لأول مرة|أول مرة|أولا|سابقا) (?:في|على|عبر))\s+(?P<ar2>[^\n.،]{2,60})",
    r"(?:(?:este|el) (?:art[ií]culo|texto|reportaje) (?:fue |se )?(?:public[oó]|publicado) (?:originalmente|por primera vez) (?:en|por))\s+(?P<es2>[^\n.,]{2,60})",
    r"(?:(?:cet|l['’]) ?article (?:a [eé]t[eé] )?(?:initialement|d['’]abord|publi[eé])[^\n]{0,30}(?:par|dans|sur))\s+(?P<fr2>[^\n.,]{2,60})",
)
#: a wire's name at the head of a text: "GENEVA, 3 May (Agency) -"
DATELINE = re.compile(
    r"^(?P<place>[^\W\d_][\w .'’/-]{1,40}(?:,\s*[^\W\d_][\w .'’-]{1,30})?)?,?\s*(?P<date>(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?)(?:,?\s+\d{4})?)?\s*"
    r"\((?P<name>Reuters|AP|AFP|EFE|dpa|DPA|UPI|IRNA|ISNA|Tasnim|Fars|TASS|Interfax|Xinhua|ANSA|Anadolu|AA|SANA|WAFA|KUNA|BBC|CNN|IRIN|IPS|VOA|RFE/RL|[A-Z]{2,6}|[A-Z][\w&. ]{2,30}(?:News|Press|Agency|Service|Wire))\)\s*[-–—:]"
)
#: the day stands alone on its line (with a weekday, perhaps a clock)
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)[\s©:–-]*(?:copyright[\s:–-]*)?(?P<years>(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?,?\s*(?:by\s+)?(?P<name>[^\d|.©\n][^|©\n\d]{1,80}?)?"
    r"(?:[\s,]+(?P<after>(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?))?(?=\s*(?:\.|$|\||all rights|[-–]|,? inc\.? all))",
    re.I,
)
