//! Words of names, passwords and accounts.

use super::Stems;

/// Anonymous logins.
pub(in crate::diagnosis) const ANONYMOUS: Stems = Stems(
    "anonym|anonim| guest|аноним|匿名|익명| private system| gast|invite |invitado|ospite
anonyym|anonimni|анонім|ανωνυμ|مجهول|אנונימ|an danh|ไมระบุชือ|gjest|gaest|vieras|gosc",
);

/// Only anonymous logins are served.
pub(in crate::diagnosis) const ANONYMOUS_ONLY: Stems = Stems(
    "anonymous only|only anonymous|anonymous ftp only|anonymous access only|anonymous logins only|anonymous users only|nur anonym|uniquement anonyme|anonyme uniquement|solo anonim|somente anonim|apenas anonim|solo anonimo|alleen anonie|endast anonym|tylko anonim|только аноним|仅匿名|只允许匿名|匿名のみ|익명만
only for anonymous|anonymous login only|anonymous connections only|only accepts anonymous|only allows anonymous|nur fur anonym|solo acceso anonim|seul l acces anonyme|seuls les acces anonym|лише анонім",
);

/// A greeting that says so.
pub(in crate::diagnosis) const NO_ANONYMOUS: Stems = Stems(
    "no anonymous|private system|anonymous login is not|anonymous access is not|anonymous not allowed|kein anonym|pas d acces anonyme|不允许匿名
anonymous disabled|anonymous denied|anonymous is not|anonymous ftp not|anonymous ftp is not|anonymous prohibited|anonymous logins not|anonymous logins are not|keine anonymen|pas d anonyme|sin anonim",
);

/// Pure-FTPd's words for an anonymous area that it cannot set up.
pub(in crate::diagnosis) const ANONYMOUS_AREA: Stems =
    Stems("secure anonymous ftp|anonymous area|anonymous root|anonymous home");

/// An e-mail address as the password of an anonymous login.
pub(in crate::diagnosis) const E_MAIL: Stems = Stems(
    "e mail|email|mail address|complete address|adresse electronique|correo|почтов|邮件|郵件|メールアドレス|이메일
почт|пошт|correo electron|posta elettron|courriel|adresse mail|email 格式|邮箱|信箱",
);

/// The home directory.
pub(in crate::diagnosis) const HOME: Stems = Stems(
    "home dir|homedir|home folder|home path|root directory
user folder|root folder|mount user|change directory|chdir|chroot|root dir|initial directory
login directory|default directory|working directory|virtual root|physical path
home verzeichnis|heimatverzeichnis|heimverzeichnis|basisverzeichnis|benutzerverzeichnis
repertoire|dossier personnel|dossier utilisateur|directorio|carpeta personal|diretorio
pasta pessoal|cartella|thuismap|hemkatalog|hjemmemappe|hjemmekatalog|kotihakemisto
katalog domowy|katalogu domow|domovsk|konyvtar|directorul|ana klasor|ev dizin|домашн
каталог|директори|主目录|主目錄|家目录|用户目录|根目录|ホームディレクトリ|홈 디렉|홈디렉
startverzeichnis|stammverzeichnis|directorio de inicio|directorio raiz|diretorio inicial|home mappe|hjem katalog|dom katalog|kezdokonyvtar
 verzeichnis |carpeta|no home| home not | home does | home is |your home | home of | home cannot|ホームディレクトリ|ホームフォルダ
bad home|invalid home|home area|homedrive|home drive|home share|users home|domovskeho|domovsky|домашня|αρχικοσ καταλογ|المجلد الرئيسي|תיקיית הבית|direktori home|thu muc|โฟลเดอร|kucni direktor|主文件夹",
);

/// The password, as a noun.
pub(in crate::diagnosis) const PASSWORD: Stems = Stems(
    "passw| passphrase|kennwort|mot de passe|contrasena| clave|senha|parola| wachtwoord|losenord|adgangskode|passord|salasana|haslo| hasla|heslo| hesla|jelszo|jelszav|sifre|fjalekalim|парол|密码|密碼|口令|パスワード|비밀번호|암호가
пароль|парола|κωδικ|συνθηματικ|كلمه المرور|كلمه السر|סיסמ|kata sandi|sandi salah|mat khau|รหัสผาน|lozink|zaporka|contrase|mdp ",
);

/// The user's name, as a noun.
pub(in crate::diagnosis) const NAME: Stems = Stems(
    "username|user name|user or|login or| login name|userid|user id|logon|account name|credential|benutzername|zugangsdaten|anmeldedaten|identifiant|nom d utilisateur|nom dutilisateur|credencia|usuario|nome utente|credenzial|gebruikersnaam|anvandarnamn|brugernavn|brukernavn|kayttajatunnus|nazwa uzytkownika|jmeno|meno |felhasznalonev|kullanici|логин|имя пользовател|учетн|имени пользовател|用户名|用户或|使用者|帐号|账号|帳號|ユーザー名|ユーザ名|사용자|아이디
ім я користувач|імя користувач|логін|потребителско име|ονομα χρηστη|اسم المستخدم|שם משתמש|nama pengguna|ten dang nhap|ten nguoi dung|ชือผูใช|korisnicko ime|utilizator|benutzer oder|user oder|usuario o | login o|login ou|login oder|usernam|login pass|user pass|bruger eller|用户名或|帐户名|account or|id or ",
);

/// The password, and that it is wrong, in one phrase.
pub(in crate::diagnosis) const PASSWORD_WRONG: Stems = Stems(
    "wrong password|incorrect password|invalid password|bad password|password incorrect|password is incorrect|password wrong|password is wrong|password invalid|password is invalid|password not correct|password is not correct|password mismatch|password does not match|password doesnt match|password not accepted|password rejected|falsches passwort|falsches kennwort|passwort falsch|kennwort falsch|passwort ist falsch|mot de passe incorrect|mot de passe errone|mot de passe invalide|mauvais mot de passe|contrasena incorrecta|contrasena invalida|contrasena erronea|senha incorreta|senha invalida|password errata|password non valida|password non corretta|wachtwoord onjuist|onjuist wachtwoord|verkeerd wachtwoord|fel losenord|forkert adgangskode|feil passord|vaara salasana|bledne haslo|niepoprawne haslo|nieprawidlowe haslo|chybne heslo|spatne heslo|nespravne heslo|hibas jelszo|parola gresita|parola incorecta|yanlis sifre|hatali sifre|неверный пароль|неправильный пароль|密码错误|密码不正确|密碼錯誤|密碼不正確|パスワードが違います|パスワードが正しくありません|パスワードが間違|비밀번호가 틀|비밀번호가 잘못|비밀번호가 일치하지|암호가 잘못|암호가 틀",
);

/// The password is not the one, rather than old.
pub(in crate::diagnosis) const WRONG_OR_UNKNOWN: Stems =
    Stems("incorrect|wrong|invalid|unknown|falsch|неверн|错误|違い|잘못");

/// Windows' way to say wrong credentials, behind words about an error.
pub(in crate::diagnosis) const WRONG_USER_OR_PASSWORD: Stems = Stems(
    "user name or password is incorrect|unknown user name or bad password|username or password is incorrect|user name or bad password",
);

/// A refused login that says nothing more.
pub(in crate::diagnosis) const LOGIN_FAILED: Stems = Stems(
    "login incorrect|logon incorrect|login failed|logon failed|log on failed|login fail
logon failure|login error|login denied|login refused|login rejected|login unsuccessful
login not success|login invalid|invalid login|bad login|authentication fail
authentication error|authentication problem|authentication unsuccess
authentication rejected|authorization fail|authentification echou|authenticate fail
failed to log|failed to auth|could not log|couldnt log|unable to log|unable to auth
cannot log in|cannot login|cant log in|cant login|can not log|not logged in
not logged on|pass command failed|user not authenticated|auth failed|auth error
logon denied|anmeldung fehlgeschlagen|authentifizierung fehlgeschlagen|anmeldung nicht
login fehlgeschlagen|echec de l|echec d|connexion refusee|autentificacion fallida
autenticacion fallida|inicio de sesion|error de autentic|fallo de autentic
falha na autentic|falha no login|autenticacao falhou|falha de autent
autenticazione fallita|login fallito|accesso fallito|accesso non riuscito
aanmelden mislukt|inloggen mislukt|authenticatie mislukt|inloggning misslyck
inloggningen misslyck|behorighetskontroll misslyck|autentisering|godkendelse mislyk
login mislykkedes|innlogging|kirjautuminen epaonnistui|todennus epaonnistui
uwierzytelnienie nie|logowanie nie|blad logowania|autentifikace zlyhala
autentifikacia zlyhala|prihlaseni se nezdar|prihlasenie zlyhalo|sikertelen bejelent
hitelesites|autentificare esuat|autentificarea a esuat|njohja ne hyrje deshtoi
giris basarisiz|oturum acilamad|kimlik dogrul|yetkiniz hatal|данные аутентиф
ошибка входа|ошибка авториз|ошибка аутентиф|вход не выполнен|авторизация не
аутентификация не|не удалось войти|登录失败|登入失敗|登录不正确|登入不正確|登录错误|登入錯誤|验证失败|驗證失敗|认证失败|認證失敗
ログインに失敗|ログインできません|認証に失敗|認証エラー|ログインです|ログイン失敗|로그인 실패|로그인에 실패|로그인할 수 없|인증 실패|인증에 실패
giris hatali|登陆失败|登陆错误|无法登录|无法登陆|不能登录|fehler beim anmelden|anmeldefehler|anmelden fehlgeschlagen|login nicht|echec de connexion|echec dauthent|echec d authent|connexion impossible|error al iniciar|no se pudo iniciar|acceso incorrecto|login incorrecto|login invalido|falha ao autent|nao foi possivel autent|impossibile accedere|kan niet inloggen|innlogging feilet|login mislyk|nie udalo sie zalogow|nieudane logow|neuspesne prihlas|prihlaseni selhalo|neuspesna prijava|sikertelen belep|sikertelen azonosit|conectare esuat|вход в систему не|неудачн|не вдалося увійти|помилка вход|помилка авториз|неуспешен вход|αποτυχια συνδεσ|αποτυχια|فشل تسجيل|فشل الدخول|ההתחברות נכשלה|התחברות נכשלה|login gagal|gagal login|gagal masuk|dang nhap that bai|khong the dang nhap|เขาสูระบบไมสำเรจ|ログオンに失敗|サインインに失敗|접속 실패",
);

/// The account is off: disabled, locked, expired.
pub(in crate::diagnosis) const ACCOUNT_OFF: Stems = Stems(
    "account has been deleted|account deleted|account was deleted|user is expired|user expired|user has expired|utilisateur desactive|utilisateur bloque|benutzer abgelaufen|not in ftp group|not in the ftp group|authorization rules denied|only allowed between|allowed only between|account disabled|account is disabled|account has been disabled|disabled account|user disabled|user is disabled|user account is disabled|currently disabled|account locked|account is locked|account has been locked|user locked|locked out|account suspended|is suspended|been suspended|account expired|account has expired|been expired|has been expired|password expired|password has expired|password is expired|expired password|must change your password|password must be changed|change your password|account inactive|account is inactive|account not active|deactivated|account is not enabled|not enabled for ftp|ftp access disabled|ftp access is disabled|ftp is disabled|valid shell|invalid shell|shell not allowed|account closed|account has been closed|account terminated|logon hours|time of day|at this time of
konto gesperrt|konto deaktiviert|konto ist gesperrt|konto ist deaktiviert|benutzer gesperrt|benutzer deaktiviert|konto abgelaufen|kennwort abgelaufen|passwort abgelaufen|compte desactive|compte est desactive|compte bloque|compte expire|compte verrouille|compte suspendu|compte est inutilisable|mot de passe expire|cuenta desactivada|cuenta bloqueada|cuenta deshabilitada|cuenta suspendida|cuenta ha caducado|usuario deshabilitado|contrasena caducada|conta desativada|conta bloqueada|conta suspensa|conta expirada|account disabilitato|account bloccato|account scaduto|utente disabilitato|account sospeso|password scaduta
account uitgeschakeld|account geblokkeerd|account verlopen|kontot ar inaktiverat|kontot ar last|kontoen er deaktiveret|kontoen er sperret|konto deaktivert|tili on lukittu|konto zablokowane|konto wylaczone|konto wygaslo|konto jest zablokowane|ucet je zablokovan|ucet je zakazan|ucet zablokovan|fiok letiltva|cont dezactivat|cont blocat|hesap devre disi|hesap kilitli|hesabiniz kilit|учетная запись отключена|учетная запись заблокирована|пользователь заблокирован|аккаунт заблокирован|аккаунт отключен|срок действия парол|срок действия учетной|вход запрещен
帐户已禁用|账户已禁用|账号已禁用|帐号已禁用|帳號已停用|帳戶已停用|用户已禁用|用户被禁用|账号被锁|帐户被锁|账户被锁|帐户锁定|账户锁定|账户已锁|帐号已锁|账户已过期|帐户已过期|账号已过期|密码已过期|密碼已過期|アカウントは無効|アカウントが無効|アカウントがロック|アカウントはロック|有効期限|계정이 잠|계정이 비활성|사용 중지된 계정|계정이 만료|암호가 만료
login inactive|login is inactive|user inactive|user is inactive",
);

/// The account, as a noun.
pub(in crate::diagnosis) const ACCOUNT_NOUN: Stems = Stems(
    " account|konto|kontot|kontoen|benutzerkonto|compte|cuenta| conta |utente| cont |tili |ucet|fiok|hesap|hesab|учетн|аккаунт|账户|帐户|账号|帐号|帳號|帳戶|用户|アカウント|ユーザー|ユーザ|계정
користувач|обліковий|акаунт|облікового|λογαριασμ|حساب|חשבון| akun |tai khoan|บัญชี|racun|профил| kontul ",
);

/// Of an account or a password: disabled, locked, expired.
pub(in crate::diagnosis) const OFF: Stems = Stems(
    "disabled|locked|suspended|expired|deactivated|inactive|terminated|frozen|revoked|gesperrt|deaktiviert|abgelaufen|desactiv|desactivad|deshabilitad|inhabilitad|bloque|bloquead|expir|suspend|verrouill|caducad|vencid|desativad|disabilitat|disattivat|bloccat|scadut|sospes|uitgeschakeld|geblokkeerd|verlopen|inaktiverat|sparrat|spaerret|sperret|deaktivert|lukittu|zablokowan|wylaczon|wygas|zablokovan|zakazan|vyprsel|letiltva|lejart|dezactivat|blocat|kilitl|devre disi|отключен|заблокирован|истек|просроч|禁用|停用|锁定|鎖定|被锁|冻结|过期|過期|無効|ロック|期限切れ|停止|잠|비활성|정지|만료|중지
pending|not activated|activation|awaiting|not verified|unverified|unconfirmed|not confirmed|not enabled|on hold
вимкнен|заблокован|деактив|изтекъл|απενεργοπ|κλειδωμ|ληξει|εληξε|معطل|منتهي|מושבת|נעול|פג תוקף|dinonaktif|kadaluarsa|kedaluwarsa|bi vo hieu|het han|ถูกระงับ|หมดอายุ|onemogucen|istekao|zakljucan|ungultig geworden|stillgelegt|gekundigt|ferme|cerrad|encerrad|chius|已停|已禁|未激活|未启用|有効ではありません|使用停止",
);

/// The account may not log in here.
pub(in crate::diagnosis) const NO_RIGHT: Stems = Stems(
    "not allowed to use ftp|not allowed to login|not allowed to log in|not allowed to log on|not authorized to login|not authorized to log in|not permitted to log|not authorized for ftp|not authorised|not authorized to use|no login permission|may not log in|may not login|login not allowed|login not permitted|login is not allowed|cannot access| is not authorized|not allowed by|user denied|user access denied|not active|no permission to log|does not have permission|insufficient permission|not have access|no ftp access|ftp access denied for|no rights|logins are disabled|login disabled|login is disabled|not in the list|not on the list|ftp users| cannot log in as
not enabled for|service is not enabled|not entitled|not privileged|not a member of|not in group
kein recht|keine rechte|nicht autorisiert|keine berechtigung|nicht berechtigt|pas le droit|pas les droits|aucun droit|pas autorise a|non autorise a|sin permiso|no tiene permiso|no autorizado|sem permissao|nao tem permissao|nao autorizado|senza permess|non autorizzat|geen rechten|geen toestemming|niet gemachtigd|niet bevoegd|saknar behorighet|ingen rettighed|ikke rettigheter|ei oikeutta|brak uprawnien|nie masz uprawnien|nemate pravo|nemate opravneni|nemate opravnenie|nincs jogosultsag|nu aveti drept|nu aveti permisiun|yetkiniz yok|yetkisi yok|izniniz yok|нет прав|недостаточно прав|не имеет прав|немає прав|няма права|δεν εχετε δικαιωμα|ليس لديك|אין הרשאה|tidak memiliki izin|tidak berhak|khong co quyen|ไมมีสิทธิ|没有权限|沒有權限|无权|無權|权限不足|没有登录权限|権限がありません|권한이 없|not eligible|not available for this user|not available to this|ftp not allowed|ftp is not allowed|no ftp privilege|ftp not enabled|not listed|not in the allowed|wrong group|not an ftp user|logins not allowed|does not allow|not allowed for|not permitted for|not permitted to use|not enabled on this account|no login rights|no access right|no permission|user not allowed|user is not allowed|user not authorized|not granted|not a valid ftp user",
);

/// Not trusted: Pure-FTPd's words for an account below its lowest user number.
pub(in crate::diagnosis) const NO_TRUST: Stems = Stems(
    "cant trust you|cannot trust you|no te creo|niet vertrouwen|stoler ikke pa|confiar em voce|nuk te besoj|inte lita pa|nie moge ci zaufac|nemohu vam verit|non posso fidarmi|nao posso confiar|kann ihnen nicht trauen|compte est inutilisable",
);

/// The name is not known.
pub(in crate::diagnosis) const NO_SUCH_USER: Stems = Stems(
    "no such user|no such account|no such login|unknown user|user unknown|user is unknown|username unknown|unknown username|unknown login|unknown account|user not found|username not found|account not found|user does not exist|user doesnt exist|user not exist|account does not exist|account doesnt exist|no user named|no user found|username does not exist|no such username|user is not known|user not known|not a known user|nonexistent user|non existent user|isnt a user|is not a user|user not registered
unbekannter benutzer|benutzer unbekannt|benutzer existiert nicht|benutzer nicht gefunden|benutzername unbekannt|utilisateur inconnu|utilisateur inexistant|utilisateur introuvable|compte inexistant|usuario desconocido|usuario no existe|el usuario no|no existe el usuario|usuario inexistente|usuario desconhecido|usuario nao existe|utente sconosciuto|utente inesistente|utente non trovato|onbekende gebruiker|gebruiker bestaat niet|gebruiker onbekend|okand anvandare|anvandaren finns inte|ukendt bruger|ukjent bruker|tuntematon kayttaja|nieznany uzytkownik|uzytkownik nie istnieje|neznamy uzivatel|uzivatel neexistuje|ismeretlen felhasznalo|utilizator necunoscut|bilinmeyen kullanici|kullanici bulunamadi
неизвестный пользователь|пользователь не найден|нет такого пользовател|пользователь не существ|用户不存在|使用者不存在|没有此用户|没有该用户|用户名不存在|无此用户|未知用户|ユーザーが見つかりません|ユーザが見つかりません|ユーザーは存在しません|存在しないユーザ|존재하지 않는 사용자|사용자를 찾을 수 없|없는 사용자|알 수 없는 사용자
no user with|cannot find user|could not find user|user account not found|user account does not exist|unknown ftp user|user isnt|user name not found|login name unknown|login unknown|unrecognized user|unrecognised user|user unrecognized
utilisateur non trouve|utilisateur nexiste|utilisateur n existe|l utilisateur nexiste|lutilisateur nexiste|usuario no encontrado|usuario no registrado|usuario nao encontrado|usuario nao cadastrado|utente non registrato|gebruiker niet gevonden|benutzer wurde nicht gefunden|uzytkownik nie znaleziony|nie ma takiego uzytkownika|uzivatel nenalezen|uzivatel nenajden|felhasznalo nem letezik|felhasznalo nem talalhato|utilizatorul nu exista|boyle bir kullanici|kullanici yok|користувача не знайдено|невідомий користувач|користувач не існує|потребителят не съществува|непознат потребител|αγνωστοσ χρηστησ|ο χρηστησ δεν υπαρχει|المستخدم غير موجود|המשתמש לא קיים|משתמש לא קיים|pengguna tidak ditemukan|pengguna tidak dikenal|nguoi dung khong ton tai|ไมพบผูใช|anvandaren hittades inte|brugeren findes ikke|brukeren finnes ikke|kayttajaa ei|korisnik ne postoji|nepoznat korisnik|帐号不存在|账号不存在|帳號不存在|账户不存在|用户未找到|找不到用户|查无此用户|ユーザーは登録|ユーザー名が存在しません|등록되지 않은 사용자|invalid ftp user|no such ftp user|user was not found|user is not registered|user isnt registered|username is not registered|not found user|no matching user|user name unknown|unknown user name",
);

/// vsftpd's word for a name that it knows but the system does not.
pub(in crate::diagnosis) const NO_USER_ENTRY: Stems = Stems("cannot locate user entry");

/// ACCT.
pub(in crate::diagnosis) const ACCOUNT: Stems = Stems(
    "need account|account required|account needed|account for login|acct required|need acct|send acct|acct command|account name required|account information|supply account|konto fur anmeldung|konto wird benotigt|compte necessaire|compte requis|se necesita cuenta|cuenta necesaria|conta necessaria|necessario un account|account richiesto|требуется учетная запись|需要帐户|需要账户|需要帳號|アカウントが必要|계정이 필요",
);

/// One-time passwords and second factors.
pub(in crate::diagnosis) const ONE_TIME: Stems = Stems(
    " otp |otp code|one time|onetime| skey| s key| opie|otp md5|otp sha1|challenge|two factor|2 factor| 2fa|second factor|multi factor|multifactor| mfa|verification code|token code|securid|einmalpasswort|einmalkennwort|zwei faktor|mot de passe a usage unique|double authentification|deux facteurs|un solo uso|dos factores|doble factor|uso unico|dois fatores|due fattori|eenmalig|twee factor|engangslosenord|tvafaktor|engangs|jednorazow|dwuskladnik|jednorazov|dvoufaktor|egyszer hasznal|tek kullanimlik|iki faktor|одноразов|двухфактор|код подтверж|一次性|动态密码|動態密碼|双因素|两步验证|验证码|ワンタイム|二段階|二要素|일회용|2 단계
google authenticator|authenticator app|authenticator code|token passcode
one time code|onetime code|totp|hotp|yubikey|second step|two step|2 step|passcode|двофактор|двуфактор|μιασ χρησησ|لمره واحده|חד פעמי|sekali pakai|mot lan|动态口令|双重验证|短信验证
",
);

/// z/OS says so to every failed password.
pub(in crate::diagnosis) const PASS_COMMAND_FAILED: Stems = Stems("pass command failed");

/// IIS: no login for want of a home.
pub(in crate::diagnosis) const CANNOT_LOG_IN_HOME: Stems =
    Stems("cannot log in home directory|kann sich nicht anmelden basisverzeichnis");

/// Longer than the server takes.
pub(in crate::diagnosis) const TOO_LONG: Stems = Stems(
    "too long|length|zu lang|trop long|demasiado larg|muito long|troppo lung|слишком длин|过长|過長|長すぎ|너무 깁",
);

/// The user, as a noun.
pub(in crate::diagnosis) const USER_NOUN: Stems = Stems(
    " user |user account|benutzer|utilisateur|usuario|utente|gebruiker|anvandare|bruger|bruker|kayttaja|uzytkownik|uzivatel|felhasznalo|utilizator|kullanici|пользовател|用户|使用者|帐号|账号|ユーザ|사용자
користувач|потребител|χρηστη|مستخدم|משתמש|pengguna|nguoi dung|ผูใช|korisnik| login | account|username|compte|cuenta|konto|用户名",
);

/// The name is called wrong.
pub(in crate::diagnosis) const NAME_WRONG: Stems = Stems(
    "invalid user|invalid username|bad username|bad user name|wrong user name|wrong username|not a valid user|invalid login name|неверное имя пользователя|недопустимое имя|无效用户",
);

/// Words of rules on who may log in, which also stand in notices to everybody.
pub(in crate::diagnosis) const NO_RIGHT_VAGUE: Stems = Stems(
    "policy|restricted|members only|reserved for|only for members|by the administrator|by administrator|by admin|by rule|access rule|access control|access list|user list|userlist",
);

/// Locked or blocked: by somebody, or by itself after failures.
pub(in crate::diagnosis) const LOCKED_OUT: Stems = Stems(
    "locked|blocked|gesperrt|verrouill|bloque|bloquead|bloccat|geblokkeerd|sparrat|spaerret|sperret|lukittu|zablokow|zablokov|letiltva|blocat|kilit|заблокир|заблоков|блокиран|κλειδωμ|נעול|zakljucan|锁|鎖|ロック|잠",
);

/// The home directory, in a word that has other meanings.
pub(in crate::diagnosis) const HOME_WORD: Stems = Stems(
    " home | homes 
user directory|users directory|user dir ",
);

/// A page of the web.
pub(in crate::diagnosis) const HOME_PAGE: Stems = Stems("home page|homepage|web page|web site|website");

/// Of an account: not to be used, in words that have other meanings.
pub(in crate::diagnosis) const OFF_VAGUE: Stems = Stems(
    "unavailable|retired|no longer|removed|withdrawn|switched off|turned off|not available|not in service|stopped|barred|not usable|closed|deleted|not ready",
);

/// That the account is not off.
pub(in crate::diagnosis) const NOT_OFF: Stems = Stems(
    "not disabled|not locked|not expired|not suspended|not blocked|pas desactiv|pas bloqu|pas expir|pas verrouill|no esta deshab|no esta bloq|no esta susp|nao esta desat|nao esta bloq|non e disab|non e bloc|nicht gesperrt|nicht deaktiv|nicht abgelaufen|niet geblok|не отключ|не заблок|未被禁用|未被锁",
);

/// What a user is named with besides a name.
pub(in crate::diagnosis) const NOT_A_USER: Stems =
    Stems("command|user type|user class|user object|user data|befehl|commande|comando|kommando|命令");
