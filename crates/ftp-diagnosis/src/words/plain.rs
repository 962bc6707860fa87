//! Words that combine with those of the other files: must, not, wrong, missing.

use super::Stems;

stems! {
    from super::order::END;

    /// Must, only, please do.
    NEED = "requir| must | need|mandator| only |demand|enforce|please use|please enable|please switch|
please reconnect|please connect|reconnect using|use auth|issue auth|send auth| use a secure|
 use secure| use ssl| use tls| use ftps| use ftpes| use explicit| use encrypt|have to|obligat|
 requis|exige|necessit|necesari|necessari|requier|requerid|richiest|richied|obbligator| deve |
 debe | doit |veuillez|usare|erforder| muss | mussen |benotig|notwendig|zwingend|vorgeschrieben|
bitte nutzen|bitte verwenden|verplicht|vereist|nodig| moet |kravs| kraev|kreves| maste |vaadit|
vaatii|wymag|vyzad|nutn|vyzaduj|szukseg|kotelez|necesar|gerekli|gerekir|zorunlu|por favor|harus|
perlu|wajib|diperlukan|phai|yeu cau|can thiet|mora |morate|potrebn|trebate|musi |musite|musis|
trebuie|se requiere|mandatory|compulsory|is a must| forced|insist|expected to use| nur | soltanto |
 solo | solamente | seulement | uniquement | alleen | endast | kun | bare | vain | csak | doar |
 numai | sadece | yalnizca | hanya | chi duoc | tylko | wylacznie | jen | pouze | len | samo |
 apenas | somente |verwenden sie|verbindung verwenden|benutzen sie|utilisez|utilice |utilizar |
utilize |gebruik |anvand |pouzijte|hasznaljon|kullanin|gunakan|hay su dung|switch to |negotiate|
требу|необходим|должн|обязател|используйте|мусите|повинн|потріб|необхідн|вимага|трябва|изисква|
только|лише|тільки| само |
πρεπει|απαιτ|μονο|
يجب|مطلوب|فقط|
נדרש|חייב| רק |
ตอง|จำเปน|เทานัน|
必须|必須|必要|须使用|需使用|需要|请使用|請使用|要求|してください|のみ|仅|只允许|只能|僅|
使用してください|
필요|필수|요구|요청|해야|만 허용|만 가능|사용하세요|사용하십시오|";

    /// Not accepted, refused.
    REFUSED = " not allow| not permit| not accept| not authori| not welcome|refus|denied|deny|reject|disallow|
forbid|forbidden|prohibit|blocked|unauthori| may not |no server access|blacklist|nicht erlaub|
nicht gestatt|nicht zuge|verweiger|gesperrt|verboten|abgelehnt|interdit|non autoris|pas autoris|
refuse|denegad|no permit|no autori|rechaz|negad|nao permit|nao autori|recusad|negat|non consent|
non autori|non permess|rifiutat|geweigerd|niet toegestaan|nekad|ikke tillad|ikke tillat|inte tillat|
kielletty|estetty|zabronion|odmow|niedozwolon|zakazan|odepren|odmietnut|odmitnut|megtagad|letiltva|
interzis|refuzat|reddedildi|izin veril|engellen|ditolak|tidak diizinkan|dilarang|tu choi|
khong duoc phep|zabranj|odbijen|nije dozvolj|nedovolen|nepovolen|nem engedely|tilos|nepermis|
nu este permis|yasak|prohibi|vietat|proibid|non sono ammess|non ammess|non e ammess|non e consent|
no esta autorizad|sin autorizacion|nao esta autorizad|nao tem permiss|sparrad|blokovan|tiltva|
not in the allowed|not in allowed|not in the whitelist|not whitelisted|not on the whitelist|
not in allow|keinen zugriff|kein zugriff|pas le droit|aucun acces|sem acesso|sin acceso|not serve|
denies| isnt allow| isnt permit| isnt author| arent allow| arent permit|
запрещ|отказан|отклон|не разреш|заблокир|заборон|відмов|відхил|не дозвол|забранен|
απορριφ|δεν επιτρεπ|απαγορευ|
مرفوض|رفض|غير مسموح|ممنوع|
נדח|אסור|
ไมอนุญาต|ปฏิเสธ|
禁止|拒绝|拒絕|拒否|不允许|不允許|不接受|許可されて|不准|不许|不支持匿名|不在允许|不在允許|不在白名|
被阻止|许可范围|許可リスト|
거부|금지|허용되지|차단|";

    /// Not there, not reachable.
    MISSING = "not available|unavailable|inaccessible|not accessible|cannot|cant |could not|couldnt|unable|
not found|does not exist|doesnt exist|not exist|missing|no such|fail|invalid|denied|not set|error|
refusing|not defined|not be |aborting|not valid|no permission| no home|nicht erreichbar|
nicht gefunden|nicht verfugbar|existiert nicht|nicht vorhanden|inaccessib|introuvable|inexistant|
non disponib|no disponib|no existe|inaccesib|nao disponi|nao existe|inacessi|non access|non trovat|
non esist|niet beschikbaar|niet gevonden|bestaat niet|inte till|saknas|ikke tilg|findes ikke|
finnes ikke|ei ole|niedostepn|nie istnieje|brak |nie je dostupn|neni dostupn|nedostupn|neexist|
nem el|nu este|nu exist|bulunamad|yok|nexiste pas|n existe pas|no se puede|nao foi possivel|
impossib|kunne ikke|kan inte|kan niet|nelze|nie mozna|nem talalhat|nem erheto|konnte|konnten|
kon niet|kunde inte|nie udalo|nepodarilo|nem sikerult|nu s a putut|gagal|khong the|ei voi|no access|
not access|is gone| gone |not present|nem letez|khong ton tai|khong tim|tidak ditemukan|tidak ada|
no encontrad|nao encontrad|hittades inte|nenalezen|ei loydy|nepristup|khong truy cap|
directorynotfound|non valide|no valid|absent|inacessiv|inesistent|fehlt|rejected|toegankelijk|
acilamad|nosuchfile|
недоступ|не найден|не существ|отсутств|невозможно|не доступ|нет доступ|не удалось|не може|
не е намер|не вдало|неможлив|
αδυνατ|
ไมสามารถ|
不可用|不存在|无法|無法|取消|存在しません|見つかりません|アクセスできません|できません|失败|失敗|
ありません|移動できません|数 없|
존재하지|없|접근할 수|못했|실패|수 없|";

    /// Wrong, failed.
    WRONG = "incorrect|wrong|invalid| bad |not correct|not match|mismatch|not valid|check user|check your|
unknown user name or bad|rejected|not accepted|fail|falsch|ungultig|fehlerhaft|nicht korrekt|
stimmt nicht|incorrecte|invalide|errone|mauvais|errat|non corrett|non valid|non valido|sbagliat|
onjuist|verkeerd|ongeldig|felaktig|fel |ogiltig|forkert|ugyldig|feil |vaara|virheelli|niepoprawn|
nieprawidlow|bledn|zle |spatn|chybn|neplatn|nespravn|helytelen|hibas|ervenytelen|gresit|yanlis|
hatal|gecersiz|verification failed|didnt match|doesnt match|not recognized|not recognised|
unsuccessful|salah|tidak valid|khong dung|khong hop le|pogresn|neispravn|netocn|chybny|nu corespund|
incorect| sai |not belong|doesnt belong|badcredentials|invalidcredentials|badpassword|bad password|
bad user|does not verify|authenticationexception|loginexception|failedlogin|niet juist|fout |
ist nicht richtig|rossz|incorrectos|incorretos|tidak cocok|nok |0xc000006d|0xc000006a|0xc0000064|
0x8007052e|invalidpassword|wrongpassword|password mismatch|
неверн|неправильн|некоррект|ошибочн|недействит|невірн|недійсн|грешн|невалид|
λαθοσ|εσφαλμεν|μη εγκυρ|
غير صحيح|خاطئ|خطا|
שגוי|לא נכון|
ไมถูกตอง|ผิด|
错误|錯誤|不正确|不正確|無效|无效|间违|間違|正しくありません|違います|無効|错了|有误|不对|不匹配|
不符|認証できません|不正です|不正な|誤り|
틀|잘못|올바르지|일치하지|맞지 않|불일치|";

    /// No, not.
    NOT = " no | not |without| never | none |disabled|nicht|kein| pas | nao | sem | sin | niet | geen | ikke |
 inte |ingen| ei | nie | ne | nem | nu | ni | inga | ikkje | nav |tidak|bukan|khong|nema |nemas |
nemate|nincs|nie ma |lacks| lack |brak |aucun|ningun|nessun|zadny|zadna|
 не |нет|не |немає|няма|
μη | δεν |
ليس|غير|لا |
 אין | לא |
ไมมี|ไมได|ไมสามารถ|ไมอนุญาต|
不|未|無|没|沒|禁|いません|ありません|
않|불가|없|있지 않|";

    /// One thing or another: the words leave it open.
    OR = " or | oder | ou | oppure | of | eller | lub | nebo | vagy | sau | veya | o | ni | ili | abo |atau|
 hoac |
 или |
 או |
หรือ|
或|または|
또는|";

    /// A refusal so vague that it may be about the name, the address or the file.
    DENIED = "permission denied|access denied|access is denied|access forbidden|access refused|access rejected|
not allowed|not permitted|not authorized|unauthorized|rejected| denied|forbidden|refused|
zugriff verweigert|zugang verweigert|acces refuse|acces interdit|acceso denegado|permiso denegado|
acesso negado|permissao negada|accesso negato|permesso negato|toegang geweigerd|atkomst nekad|
adgang naegtet|adgang nektet|ingen adgang|paasy evatty|dostep zabroniony|odmowa dostepu|
brak dostepu|pristup odepren|pristup zamietnut|pristup odmietnut|hozzaferes megtagadva|
acces interzis|erisim engellendi|erisim reddedildi|no access|access not|acces non|nicht berechtigt|
keine berechtigung|pristup zakazan|nije dozvoljen|odbijen pristup|no permission|toegang verboden|
gehen sie weg|zugang nicht|akces denied|acceso prohibido|acesso proibido|accesso vietato|
accesso non consentito|nema pristupa|pristup odbijen|akses ditolak|tu choi truy cap|rejects|
отказан доступ|отказано в доступе|доступ запрещен|доступ закрыт|в доступе отказано|отказан достъп|
достъпът е отказан|доступ заборонен|відмовлено|доступу немає|доступ відхил|немає доступу|забранен|
δεν επιτρεπεται|απαγορευ|
تم رفض|ممنوع|
אין גישה|הגישה נדחתה|גישה נדחתה|
ปฏิเสธการเขาถึง|
拒绝访问|访问被拒绝|存取被拒|拒絕存取|アクセス拒否|アクセスが拒否|アクセスできません|拒绝登录|
禁止访问|禁止登录|禁止登陆|
접근 거부|접근이 거부|액세스 거부|액세스가 거부|";

    /// It failed.
    FAILED = "fail|error|unsuccess|abort|could not|unable|konnte|konnten|impossible|no se pudo|no pudo|
nao foi possivel|non e stato possibile|impossibile|kon niet|kunde inte|kunne ikke|nie mozna|
nie udalo|nelze|nepodarilo|nem sikerult|nu s a putut|nu a putut|basarisiz|yapilamad|gagal|that bai|
fallo|falhou|fallit|mislukt|misslyck|mislyk|feilet|epaonnist|nie powiod|selhal|zlyhal|sikertelen|
esuat|falha|
не удал|невозможно|не вдало|неможлив|
αδυνατ|
תכשל|
ไมสำเร|
无法|無法|失败|失敗|できません|
실패|수 없|";

    /// Used up, over.
    EXPIRED = "expire|exceed|invalid|ended|is over|reached|no license|no licence|not licensed|abgelaufen|
uberschritten|expir|caducad|vencid|scadut|verlopen|overskred|overskrid|wygas|przekroc|vyprsel|
lejart|suresi dol|used up|run out|ran out|exhausted|insufficient|not enough|erschopft|epuise|agotad|
esgotad|esaurit|
истек|превыш|опустош|закінч|изчерп|
过期|過期|超出|超过|期限|用完|不足|耗尽|
만료|초과|";

    /// Not at this moment.
    NOT_NOW = "at this point|at this time";

    /// Cannot, is not possible.
    CANNOT = " cannot | cant |unable|not supported|disabled|switched off|not possible|not available|kann nicht|
konnen nicht|ne peut pas|ne pouvez|no puede|no pueden|nao pode|non puo|kan niet|kan inte|kan ikke|
nie moze|nemuze|nem lehet|tidak dapat|tidak bisa|khong the|
не може|не можете|не могут|
δεν μπορ|
לא ניתן|
ไมสามารถ|
不能|无法|無法|できません|
수 없|";

    /// Not known, or not found.
    UNKNOWN = "not found|unknown|does not exist|doesnt exist|dont exist|not exist|no such|nonexist|non exist|
unrecogni|not known|not registered|isnt registered|not recogni|isnt known|didnt find|cant find|
cannot find|could not find|unbekannt|nicht gefunden|existiert nicht|nicht vorhanden|inconnu|
inexistant|introuvable|non trouv|existe pas|desconocid|no existe|inexistente|no encontrad|
no registrad|desconhecid|nao existe|nao encontrad|nao cadastrad|sconosciut|non esist|non trovat|
onbekend|bestaat niet|niet gevonden|okand|finns inte|hittades inte|ukendt|findes ikke|ukjent|
finnes ikke|tuntematon|ei ole olemassa|ei loydy|nieznan|nie istnieje|nie znalezion|neznam|neexist|
nenalezen|nenajden|ismeretlen|nem letezik|nem talalhato|necunoscut|nu exista|inexistent|bilinmeyen|
bulunamadi|mevcut degil|nepoznat|ne postoji|tidak ditemukan|tidak dikenal|khong ton tai|non reconnu|
pas reconnu|no reconocid|nao reconhecid|non riconosciut|nicht erkannt|niet herkend|nie rozpoznan|
kayitli degil|kayitli deg|tidak terdaftar|khong tim thay|nao encontrada|no encontrada|cant locate|
isnt in |is not in use|not in use here|by that name|nicht bekannt|nie zarejestr|neregistr|
nem regisztr|ej registr|inte registr|ikke registr|niet geregistr|non registrat|nao registrad|
cannot be found|not defined|not be found| no user |unkown|unknow |unknwon|okant|khong xac dinh|
not a member|no mapping|not in directory|never met|
неизвестн|не найден|не существ|нет такого|невідом|не знайден|не існує|непознат|не съществ|
не распознан|не зарегистр|
αγνωστ|δεν υπαρχ|
غير موجود|غير معروف|
לא קיים|לא נמצא|
ไมพบ|
不存在|没有此|没有该|无此|未知|未找到|找不到|存在しません|存在しない|見つかりません|不明な|无法识别|
认不|未注册|未註冊|登録されて|未登記|没找到|
존재하지 않|찾을 수 없|알 수 없는|";

    /// Not needed, said about what NEED names.
    NOT_NEEDED = "not required|not needed|not necessary|not mandatory|no need|isnt required|is optional|
nicht erforderlich|nicht notig|nicht notwendig|pas obligatoire|pas necessaire|pas requis|
no es necesari|no es obligatori|nao e necessari|nao e obrigatori|non e necessari|non obbligator|
niet verplicht|niet nodig|nie jest wymagan|optional|no encryption needed|no encryption required|
no tls needed|no ssl needed|no certificate needed|no certificate required|never needed|
was not needed|never required|
не требуется|не обязател|не нужн|
不需要|必要ありません|
필요하지 않|";

    /// Found, when a no stands before it.
    FOUND = " found |gefunden|trouve|encontrad|trovat|gevonden|hittad|fundet|funnet|znalezion|nalezen|talalhato|
bulun|ditemukan|tim thay|
найден|знайден|
找到|見つか|
찾을|";

    /// Only: before the people for whom a server is meant.
    ONLY = " only | nur | seulement | uniquement | reserve| solo | solamente | soltanto |riservat|reservad|
 apenas | somente | alleen | tylko | wylacznie |yalnizca| sadece | endast | kun | bare | vain |
 jen | pouze | len | csak | chi | hanya |
 только | лише | тільки |
仅|僅|限定|専用|のみ|
전용|에서만|회원만|";

    /// The sentence speaks of what may or may not be so.
    CONDITIONAL = " if | when | will block | will be blocked| will lock | will be locked| will ban| will be banned|
 whenever | unless | in case | should you | in the event | once you | where applicable|
 falls | wenn | sofern | bei bedarf| si vous | si votre | si le | si la | si les | s il | sil | au cas ou|
 lorsque | quand | si su | si usted | si tu | si el | si no | si ha | en caso | cuando | se voce | se o | se a |
 se sua | se seu | caso o | caso a | caso voce| quando | se la | se il | se l | nel caso| qualora | als u |
 als uw | als je | indien | wanneer | om du | om ditt | nar du | hvis | dersom | jos | mikali | jesli | jezeli |
 gdy | pokud | jestlize | kdyz | ak | pokial | ha a | ha az | amennyiben | daca | in cazul | eger | ise |
 ako | ukoliko | jika | apabila | kalau | neu | trong truong hop|
 если | в случае | когда | якщо | у разі | коли | ако | в случай |
 εαν | αν |
 اذا |
 אם |
หาก|กรณี|
如果|若您|若你|如您|如有|の場合|場合は|もし|
경우| 만약|하시면 ";

    /// What the user may do, rather than what happened.
    HINT = " please |contact| see | visit |for help|for assistance|for support|for more info|for information|
 questions| bitte |kontaktier|wenden sie|siehe |weitere inform|veuillez| merci de |contactez|voir | por favor |
contacte| pongase en|consulte| favor de | entre em contato|contate| per favore|contattare|contatta |vedi |
 neem contact|alstublieft| gelieve |kontakta| vanligen | kontakt |skontaktuj|prosimy| prosze |kontaktujte|
 prosim |kerjuk|forduljon|va rugam|contactati| lutfen |iletisime|molimo|kontaktirajte|silakan|hubungi|
 vui long|lien he| ju lutem|
обратитесь|свяжитесь|пожалуйста|смотрите|зверніться|будь ласка|моля |
 παρακαλ|επικοινων|
يرجى|الرجاء|
 אנא | נא |
กรุณา|โปรด|
请|請|联系|聯絡|ください|お問い合わせ|
주세요|하십시오|하세요|문의";

    /// Phrases beside what happened that mean nothing by themselves.
    ASIDES = " sorry | bye | closing | server is private | goodbye | good bye | try again| thank you| thanks | hello | hi | ciao | oops |
 lo siento | desole | spiacente | entschuldigung | na vjen keq | renunt | recommencez | essayez | reconnect |
 who | are you asleep | a bientot | auf wiedersehen | tschuss | adios | adeus | arrivederci | tot ziens |
 closing control connection | closing connection | disconnecting | disconnected | hanging up | service closing|
 retry | versuchen sie es | intente de nuevo| tente novamente| riprova | probeer het|
 до свидания | извините | попробуйте|
再见|再見|抱歉|对不起|
죄송합니다";
}
