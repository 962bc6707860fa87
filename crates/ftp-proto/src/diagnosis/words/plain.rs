//! Words that say something of any of the others: must, not, wrong, missing.

use super::Stems;

/// Must, only, please do.
pub(in crate::diagnosis) const NEED: Stems = Stems(
    "requir| must | need|mandator| only |demand|enforce|please use|please enable
please switch|please reconnect|please connect|reconnect using|use auth|issue auth
send auth| use a secure| use secure| use ssl| use tls| use ftps| use ftpes| use explicit
 use encrypt|have to|obligat| requis|exige|necessit|necesari|necessari|requier|requerid
richiest|richied|obbligator| deve | debe | doit |veuillez|usare|erforder| muss | mussen 
benotig|notwendig|zwingend|vorgeschrieben|bitte nutzen|bitte verwenden|verplicht|vereist
nodig| moet |kravs| kraev|kreves| maste |vaadit|vaatii|wymag|vyzad|nutn|vyzaduj|szukseg
kotelez|necesar|gerekli|gerekir|zorunlu|por favor|требу|необходим|должн|обязател
используйте|必须|必須|必要|须使用|需使用|需要|请使用|請使用|要求|してください|필요|필수|요구|요청|해야
のみ|仅|只允许|只能|僅|만 허용|만 가능",
);

/// Not taken, refused.
pub(in crate::diagnosis) const REFUSED: Stems = Stems(
    " not allow| not permit| not accept| not authori| not welcome|refus|denied|deny|reject
disallow|forbid|forbidden|prohibit|blocked|unauthori| may not 
no server access|blacklist|nicht erlaub|nicht gestatt|nicht zuge
verweiger|gesperrt|verboten|abgelehnt|interdit|non autoris|pas autoris|refuse|denegad
no permit|no autori|rechaz|negad|nao permit|nao autori|recusad|negat|non consent
non autori|non permess|rifiutat|geweigerd|niet toegestaan|nekad|ikke tillad|ikke tillat
inte tillat|kielletty|estetty|zabronion|odmow|niedozwolon|zakazan|odepren|odmietnut
odmitnut|megtagad|letiltva|interzis|refuzat|reddedildi|izin veril|engellen|запрещ
отказан|отклон|не разреш|заблокир|禁止|拒绝|拒絕|拒否|不允许|不允許|不接受|許可されて|거부|금지|허용되지|차단",
);

/// Not there, not reachable.
pub(in crate::diagnosis) const MISSING: Stems = Stems(
    "not available|unavailable|inaccessible|not accessible|cannot|cant |could not|couldnt
unable|not found|does not exist|doesnt exist|not exist|missing|no such|fail|invalid
denied|not set|error|refusing|not defined|not be |aborting|not valid|no permission
 no home|nicht erreichbar|nicht gefunden|nicht verfugbar|existiert nicht|nicht vorhanden
inaccessib|introuvable|inexistant|non disponib|no disponib|no existe|inaccesib
nao disponi|nao existe|inacessi|non access|non trovat|non esist|niet beschikbaar
niet gevonden|bestaat niet|inte till|saknas|ikke tilg|findes ikke|finnes ikke|ei ole
niedostepn|nie istnieje|brak |nie je dostupn|neni dostupn|nedostupn|neexist|nem el
nu este|nu exist|bulunamad|yok|недоступ|не найден|не существ|отсутств|不可用|不存在|无法|無法|取消
存在しません|見つかりません|アクセスできません|존재하지|없|접근할 수
nexiste pas|n existe pas|no se puede|nao foi possivel|impossib|невозможно|не доступ|нет доступ|не удалось|не може|не е намер|kunne ikke|kan inte|kan niet|nelze|nie mozna|nem talalhat|nem erheto|できません|못했|取消",
);

/// Wrong, failed.
pub(in crate::diagnosis) const WRONG: Stems = Stems(
    "incorrect|wrong|invalid| bad |not correct|not match|mismatch|not valid|check user
check your|unknown user name or bad|rejected|not accepted|fail|falsch|ungultig
fehlerhaft|nicht korrekt|stimmt nicht|incorrecte|invalide|errone|mauvais|incorrect
invalid|errat|non corrett|non valid|non valido|sbagliat|onjuist|verkeerd|ongeldig
felaktig|fel |ogiltig|forkert|ugyldig|feil |vaara|virheelli|niepoprawn|nieprawidlow
bledn|zle |spatn|chybn|neplatn|nespravn|helytelen|hibas|ervenytelen|gresit|yanlis|hatal
gecersiz|неверн|неправильн|некоррект|ошибочн|недействит|错误|錯誤|不正确|不正確|無效|无效|间违|間違
正しくありません|違います|無効|틀|잘못|올바르지|일치하지|맞지 않",
);

/// No, not.
pub(in crate::diagnosis) const NOT: Stems = Stems(
    " no | not |without| never | none |disabled|nicht|kein| non | pas | nao | sem | sin | niet | geen | ikke | inte |ingen| ei | nie | ne | nem | nu | не |нет|不|未|無|没|沒|禁|않|불가|없",
);

/// One thing or another: the words leave it open.
pub(in crate::diagnosis) const OR: Stems =
    Stems(" or | oder | ou | oppure | of | eller | lub | nebo | vagy | sau | veya | или |或|または|또는");

/// A refusal so vague that it may be about the name, the address or the file.
pub(in crate::diagnosis) const DENIED: Stems = Stems(
    "permission denied|access denied|access is denied|access forbidden|access refused|access rejected|not allowed|not permitted|not authorized|unauthorized|rejected| denied|forbidden|refused|zugriff verweigert|zugang verweigert|acces refuse|acces interdit|acceso denegado|permiso denegado|acesso negado|permissao negada|accesso negato|permesso negato|toegang geweigerd|atkomst nekad|adgang naegtet|adgang nektet|ingen adgang|paasy evatty|dostep zabroniony|odmowa dostepu|brak dostepu|pristup odepren|pristup zamietnut|pristup odmietnut|hozzaferes megtagadva|acces interzis|erisim engellendi|erisim reddedildi|отказан доступ|отказано в доступе|доступ запрещен|доступ закрыт|в доступе отказано|拒绝访问|访问被拒绝|存取被拒|拒絕存取|アクセス拒否|アクセスが拒否|アクセスできません|접근 거부|접근이 거부|액세스 거부|액세스가 거부
отказан достъп|достъпът е отказан|no access|access not|acces non|nicht berechtigt|keine berechtigung|pristup zakazan|nije dozvoljen|odbijen pristup|δεν επιτρεπεται|доступ заборонен|відмовлено|אין גישה",
);

/// It failed.
pub(in crate::diagnosis) const FAILED: Stems = Stems("fail|error|unsuccess|abort|could not|unable");

/// Used up, over.
pub(in crate::diagnosis) const EXPIRED: Stems = Stems(
    "expire|exceed|invalid|ended|is over|reached|no license|no licence|not licensed|abgelaufen|uberschritten|expir|caducad|vencid|scadut|verlopen|overskred|overskrid|wygas|przekroc|vyprsel|lejart|suresi dol|истек|превыш|过期|過期|超出|超过|期限|만료|초과",
);

/// Not at this moment.
pub(in crate::diagnosis) const NOT_NOW: Stems = Stems("at this point|at this time");

/// Cannot, is not possible.
pub(in crate::diagnosis) const CANNOT: Stems =
    Stems(" cannot | cant |unable|not supported|disabled|switched off|not possible|not available");
