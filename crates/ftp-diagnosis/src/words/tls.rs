//! Words for encryption and certificates.

use super::Stems;

stems! {
    from super::server::END;

    /// Encryption.
    TLS = " tls| ssl| ftps | ftpes | auth tls|encrypt|secure connection|secure control|secure channel|
secure access|secure session|secure mode|secure login|secured connection|secure transport|
commands must be protected|protected connection|use auth |issue auth|send auth|auth command first|
verschlussel|chiffr|connexion securis|cifrad|cifrat|crittograf|criptograf|criptat|szyfrowan|sifrov|
krypter|kryptera|versleutel|salattu|salaus|titkosit|sifreli|terenkripsi|koneksi aman|ma hoa|
ket noi an toan|kriptiran|sifrirane|zabezpecen| auth command|secure the control|secure the conn|
secure the channel|secure your conn| prot p | prot private|secure link|encrypted link|secured link|
enkripsi|liaison securis|session securis|acces securis|use secure ftp|secure ftp required|
secure ftp ftps|sifreleme| secure command|conexion segura|connessione sicura|conexao segura|
sichere verbindung|beveiligde verbinding|bezpieczne polacz|bezpiecznego polacz|bezpecne spojeni|
bezpecne pripojeni|biztonsagos kapcsolat|guvenli baglanti|saker anslutning|sikker forbindelse|
sikker tilkobling|turvallinen yhteys|
зашифр|шифров|защищенн|безопасное соедин|захищен|шифруван|криптир|
σε κρυπτογρ|κρυπτογραφ|ασφαλη συνδεσ|
مشفر|تشفير|اتصال امن|
מוצפן|חיבור מאובטח|
เขารหัส|
加密|安全连接|安全連線|暗号|安全连线|安全传输|安全方式|セキュア接続|安全的连接|
암호화|보안 연결|보안 접속|";

    /// Without encryption.
    CLEAR = "cleartext|clear text|plaintext|plain text|unencrypted|non secure|insecure|unsecure|unprotected|
non encrypted|not encrypted|plain ftp|regular ftp|unverschlussel|klartext|en clair|non chiffr|
in chiaro|sin cifrar|no cifrad|texto plano|sem criptograf|nao criptograf|text clar|onversleuteld|
okrypter|ukrypter|niezaszyfrowan|nieszyfrowan|nesifrovan|sesion te hapura|without encryption|
without tls|without ssl|without auth tls|ohne verschlussel|sans chiffr|sin cifrado|senza cifratura|
tanpa enkripsi|khong ma hoa|nicht verschlussel|pas chiffre|pas securis|non securis|non sicur|
no segur|nao segur|non crittograf|nezabezpec|level clear|protection clear|clear data|clear channel|
clear connection|clear control|channel is not secure|connection is not secure|session is not secure|
not in secure mode|plain login|plain session|plain connection|non cifrat|non protetta| in clear |
non tls|non ssl| in the clear |ohne tls|sans tls|sin tls|senza tls|sem tls|zonder tls|bez tls|
tls olmadan|utan tls|uden tls|uten tls|tls nelkul|khong co tls|tanpa tls|ohne ssl|sans ssl|sin ssl|
senza ssl|sem ssl|zonder ssl|bez ssl|
открытом виде|открытым текстом|незашифр|незащищ|без шифрован|відкритому вигляд|без шифруван|без tls|
без ssl|
ακρυπτογρ|
غير مشفر|
לא מוצפן|
明文|平文|暗号化なし|不安全的|未加密|非加密|安全でない|暗号化されていない|没有 tls|沒有 tls|
tls なし|
평문|암호화되지|tls 없이|";

    /// TLS is not available.
    NOT_OFFERED = "not understood|not implement|unimplement|not support|unsupported|not available|unavailable|
not configur|not enabled|no tls|disabled|not recogni|unrecogni|unknown|not known|not install|
invalid command|bad command|syntax error|is off|turned off|not activ|no certificate|
security mechanism|security scheme|nicht unterstutz|nicht verfugbar|nicht implement|unbekannt|
non support|pas support|non disponible|inconnu|no soport|no admit|no disponib|desconocid|
no implement|nao support|nao suport|nao implement|desconhecid|non implement|sconosciut|
niet ondersteund|stods inte|stottes ikke|understottes ikke|nie jest obslug|nieznan|nieobslug|
nepodpor|neznam|not found|no such command|non gere|non prise en charge|comando no|no reconocido|
no implementad|no valid|no comprend|comando invalido|comando desconhecido|nao reconhecid|
nao compreend|comando non|non riconosciut|befehl nicht|unbekannter befehl|kein tls|kein ssl|
nicht aktiviert|nicht erkannt|nicht verstanden|onbekende opdracht|onbekend|niet herkend|
okant kommando|okand|ukendt|ukjent|tuntematon|ei tuettu|ei tueta|nie rozpozn|
nieprawidlowe polecenie|nieznane polecenie|nem tamogat|ismeretlen|nu este support|comanda necunos|
necunoscut|desteklenm|bilinmeyen|taninm|tidak didukung|tidak dikenal|khong ho tro|khong hop le|
nije podrz|nepoznat|erreur de syntaxe|syntaxe|syntaxfehler|error de sintaxis|erro de sintaxe|
errore di sintassi|illegal command|wrong command|unknow |unkown|not a valid|unavail|only supports|
does not support|doesnt support|
не поддерж|неизвестн|не реализ|не распозн|неверная команда|не підтрим|невідом|не се поддърж|
непозната|
δεν υποστηρ|αγνωστ|
غير مدعوم|غير معروف|
אינו נתמך|לא נתמך|לא מוכר|
ไมรองรับ|ไมรูจัก|
不支持|不支援|未知|未实现|サポートされて|未対応|不明|没有实现|不认识|无效命令|无效的命令|错误的命令|
命令错误|语法错误|語法錯誤|構文エラー|認識できません|無効なコマンド|
지원하지|지원되지|알 수 없|잘못된 명령|구현되지|문법 오류|구문 오류|사용할 수 없|";

    /// A demand for TLS in a 331, or one so plain that it needs no second word.
    TLS_DEMAND = "must use encrypt|must use tls|must use ssl|must use secure|must be encrypted|must be secure|
secure connection required|secure connection is required|tls required|tls is required|ssl required|
ssl is required|requires tls|requires ssl|requires encryption|requires secure|requires a secure|
encryption required|encryption is required|tls connection required|ssl connection required|
tls is mandatory|ssl is mandatory|use auth tls|use ftps|use ftpes|before auth | before tls|
 before ssl|secure the control|secure the connection|secure the channel|secure your connection|
secure control channel|protect the control|secure authentication required|
secure authentication is required|secure login required|secure login is required|security is required|
security required|requires security|must use security|without security|";

    /// Encryption is not allowed for this login.
    NO_TLS_HERE = "may not use encryption|may not use tls|may not use ssl|must not use tls|must not use ssl|
not use encryption|encryption not allowed|encryption is not allowed|tls not allowed|
tls is not allowed|ssl not allowed|ssl is not allowed|not allowed over tls|not allowed over ssl|
not allowed with tls|disable tls|disable ssl|encrypted sessions are not|
encrypted connections are not|encrypted logins are not|only plain|only cleartext|only unencrypted|
tls denied|ssl denied|no encryption allowed|over ssl is not|over tls is not|over ssl not|
over tls not|via tls is not|using tls is not|with tls is not|tls is not permitted|
ssl is not permitted|tls not permitted|ssl not permitted|tls is disabled for|ssl is disabled for|
nicht uber tls|nicht mit tls|use plain|use regular|use unencrypted|use cleartext|need to use plain|
tls is broken|ssl is broken|must not be used|is fine|is okay|
不支持加密登录|";

    /// Certificates.
    CERTIFICATE = "certificate| cert |client cert|x509|zertifikat|certificat|certificad|certyfikat|tanusitvany|
sertifika|
сертификат|
证书|證書|憑證|証明書|
인증서|";

    /// A TLS handshake.
    HANDSHAKE = "handshak|negotiation failed|negotiation error|ssl accept|tls error|ssl error|negotiat|
握手|";

    /// The protection of data connections.
    DATA_CONNECTION = "data connection|data channel|prot setting|datenverbindung|datenkanal|canal de donn|canal de datos|
canale dati|canal de dados|data socket|data transfer|data timeout| prot p | data must| data has to|for data|
datos|dati |dados|
каналу данных|данных|
数据通道|データチャネル|数据连接|資料連線|データ接続|
데이터|";

    /// Security in general.
    SECURITY = "security";

    /// Something that the server knows is switched off.
    NOT_OFFERED_BUT_KNOWN = "disabled|not enabled|not configured|turned off|no certificate";

    /// Ciphers.
    CIPHER = "cipher";

    /// TLS has to be up first.
    NEEDS_TLS_FIRST = "insecure control|needs a secure|secure connection|preceded by|auth first|must be preceded|
requires auth|requires a secure|not allowed on|";

    /// What FEAT lists.
    AUTH_TLS = " auth tls| auth ssl";

    /// Encryption of something else: of a password, SSH, a VPN.
    NOT_TLS = " ssh| sftp|vpn|encrypted password|secure password|password encrypt|insecure password|
unsecure password|weak password|password must be encrypt|passwords must be encrypt|encryption key|
 key |gpg|pgp|storage|volume|encrypted file|decrypt|passphrase|encrypted disk|directory is encrypt|";

    /// Membership of a group, whatever the name of the group.
    MEMBER = "in group|in the group| member of|belong to|mitglied der|mitglied von|membre d|miembro de|membro d|
成员|メンバー";

    /// Certificate authorities, in the words of a server that is itself the client of another one.
    AUTHORITY = "unknown authority|x509|https";

    /// A certificate of the server's own.
    SERVER_CERTIFICATE = "server certificate|server cert|servers certificate|server s certificate|serverzertifikat|
certificat du serveur|certificado del servidor| our certificate|";

    /// The library that does TLS.
    LIBRARY = " lib | library|openssl|gnutls|schannel|sspi";

    /// Passive mode, rather than protection.
    PASSIVE = "passive|active mode|pasv";

    /// Authentication before a name is given: that of RFC 2228, not that by a password.
    AUTHENTICATE = "requires authentication|must perform|perform authentication|authentication before|
authentication required|must authenticate|authenticate first|gssapi|kerberos|security exchange|adat|
establish auth|";

    /// Protected, said about a data connection.
    PROTECTED = "protect|private";

    /// Not safe, said about a connection.
    UNSAFE = "not secure|secure mode|security level|not protected|unsicher|nicht sicher|non sur|no seguro|
nao segura|onveilig|osaker|
небезопасн|
不安全|安全でない|
안전하지|";

    /// Words that demand AUTH before PBSZ and PROT, from servers that are known to mean this.
    OUT_OF_ORDER = "needs a secure|insecure control|must be preceded|preceded by|not allowed on|bad sequence|send auth|
issue auth|use auth|";

    /// A way to do TLS.
    MECHANISM = "mechanism";
}
