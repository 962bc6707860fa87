//! Words for names and passwords, and for what else a login asks for.

use super::Stems;

stems! {
    from super::account::END;

    /// An e-mail address as the password of an anonymous login.
    E_MAIL = "e mail|email|mail address|complete address|adresse electronique|correo|correo electron|
posta elettron|courriel|adresse mail|
почтов|почт|пошт|
邮件|郵件|メールアドレス|email 格式|邮箱|信箱|
이메일|";

    /// The password, as a noun.
    PASSWORD = "passw| passphrase|kennwort|mot de passe|contrasena| clave|senha|parola| wachtwoord|losenord|
adgangskode|passord|salasana|haslo| hasla|heslo| hesla|jelszo|jelszav|sifre|fjalekalim|kata sandi|
sandi salah|mat khau|lozink|zaporka|contrase|mdp |
парол|пароль|парола|
κωδικ|συνθηματικ|
كلمه المرور|كلمه السر|
סיסמ|
รหัสผาน|
密码|密碼|口令|パスワード|
비밀번호|암호가|";

    /// The user's name, as a noun.
    NAME = "username|user name|user or|login or| login name|userid|user id|logon|account name|credential|
benutzername|zugangsdaten|anmeldedaten|identifiant|nom d utilisateur|nom dutilisateur|credencia|
usuario|nome utente|credenzial|gebruikersnaam|anvandarnamn|brugernavn|brukernavn|kayttajatunnus|
nazwa uzytkownika|jmeno|meno |felhasznalonev|kullanici|nama pengguna|ten dang nhap|ten nguoi dung|
korisnicko ime|utilizator|benutzer oder|user oder|usuario o | login o|login ou|login oder|usernam|
login pass|user pass|bruger eller|account or|id or |
логин|имя пользовател|учетн|имени пользовател|ім я користувач|імя користувач|логін|
потребителско име|
ονομα χρηστη|
اسم المستخدم|
שם משתמש|
ชือผูใช|
用户名|用户或|使用者|帐号|账号|帳號|ユーザー名|ユーザ名|用户名或|帐户名|
사용자|아이디|";

    /// The password is wrong, in one phrase.
    PASSWORD_WRONG = "pass command failed|wrong password|incorrect password|invalid password|bad password|password incorrect|
password is incorrect|password wrong|password is wrong|password invalid|password is invalid|
password not correct|password is not correct|password mismatch|password does not match|
password doesnt match|password not accepted|password rejected|falsches passwort|falsches kennwort|
passwort falsch|kennwort falsch|passwort ist falsch|mot de passe incorrect|mot de passe errone|
mot de passe invalide|mauvais mot de passe|contrasena incorrecta|contrasena invalida|
contrasena erronea|senha incorreta|senha invalida|password errata|password non valida|
password non corretta|wachtwoord onjuist|onjuist wachtwoord|verkeerd wachtwoord|fel losenord|
forkert adgangskode|forkert brugernavn|feil passord|vaara salasana|bledne haslo|niepoprawne haslo|nieprawidlowe haslo|
chybne heslo|spatne heslo|nespravne heslo|hibas jelszo|parola gresita|parola incorecta|yanlis sifre|
hatali sifre|
неверный пароль|неправильный пароль|
密码错误|密码不正确|密碼錯誤|密碼不正確|パスワードが違います|パスワードが正しくありません|
パスワードが間違|
비밀번호가 틀|비밀번호가 잘못|비밀번호가 일치하지|암호가 잘못|암호가 틀|";

    /// The password is wrong, rather than old.
    WRONG_OR_UNKNOWN = "incorrect|wrong|invalid|unknown|falsch|
неверн|
错误|違い|
잘못|";

    /// How Windows says that the credentials are wrong, after words about an error.
    WRONG_USER_OR_PASSWORD = "user name or password is incorrect|unknown user name or bad password|
username or password is incorrect|user name or bad password|";

    /// A refused login that says nothing more.
    LOGIN_FAILED = "login incorrect|logon incorrect|login failed|logon failed|log on failed|login fail|logon failure|
login error|login denied|login refused|login rejected|login unsuccessful|login not success|
login invalid|invalid login|bad login|authentication fail|authentication error|
authentication problem|authentication unsuccess|authentication rejected|authorization fail|
authentification echou|authenticate fail|failed to log|failed to auth|could not log|couldnt log|
unable to log|unable to auth|cannot log in|cannot login|cant log in|cant login|can not log|
not logged in|not logged on|pass command failed|user not authenticated|auth failed|auth error|
logon denied|anmeldung fehlgeschlagen|authentifizierung fehlgeschlagen|anmeldung nicht|
login fehlgeschlagen|echec de l|echec d|connexion refusee|autentificacion fallida|
autenticacion fallida|inicio de sesion|error de autentic|fallo de autentic|falha na autentic|
falha no login|autenticacao falhou|falha de autent|autenticazione fallita|login fallito|
accesso fallito|accesso non riuscito|aanmelden mislukt|inloggen mislukt|authenticatie mislukt|
inloggning misslyck|inloggningen misslyck|behorighetskontroll misslyck|autentisering|
godkendelse mislyk|login mislykkedes|innlogging|kirjautuminen epaonnistui|todennus epaonnistui|
uwierzytelnienie nie|logowanie nie|blad logowania|autentifikace zlyhala|autentifikacia zlyhala|
prihlaseni se nezdar|prihlasenie zlyhalo|sikertelen bejelent|hitelesites|autentificare esuat|
autentificarea a esuat|njohja ne hyrje deshtoi|giris basarisiz|oturum acilamad|kimlik dogrul|
yetkiniz hatal|giris hatali|fehler beim anmelden|anmeldefehler|anmelden fehlgeschlagen|login nicht|
echec de connexion|echec dauthent|echec d authent|connexion impossible|error al iniciar|
no se pudo iniciar|acceso incorrecto|login incorrecto|login invalido|falha ao autent|
nao foi possivel autent|impossibile accedere|kan niet inloggen|innlogging feilet|login mislyk|
nie udalo sie zalogow|nieudane logow|neuspesne prihlas|prihlaseni selhalo|neuspesna prijava|
sikertelen belep|sikertelen azonosit|conectare esuat|login gagal|gagal login|gagal masuk|
dang nhap that bai|khong the dang nhap|
данные аутентиф|ошибка входа|ошибка авториз|ошибка аутентиф|вход не выполнен|авторизация не|
аутентификация не|не удалось войти|вход в систему не|неудачн|не вдалося увійти|помилка вход|
помилка авториз|неуспешен вход|
αποτυχια συνδεσ|αποτυχια|
فشل تسجيل|فشل الدخول|
ההתחברות נכשלה|התחברות נכשלה|
เขาสูระบบไมสำเรจ|
登录失败|登入失敗|登录不正确|登入不正確|登录错误|登入錯誤|验证失败|驗證失敗|认证失败|認證失敗|
ログインに失敗|ログインできません|認証に失敗|認証エラー|ログインです|ログイン失敗|登陆失败|登陆错误|
无法登录|无法登陆|不能登录|ログオンに失敗|サインインに失敗|
로그인 실패|로그인에 실패|로그인할 수 없|인증 실패|인증에 실패|접속 실패|";

    /// The name is not known.
    NO_SUCH_USER = "no such user|no such account|no such login|unknown user|user unknown|user is unknown|
username unknown|unknown username|unknown login|unknown account|user not found|username not found|
account not found|user does not exist|user doesnt exist|user not exist|account does not exist|
account doesnt exist|no user named|no user found|username does not exist|no such username|
user is not known|user not known|not a known user|nonexistent user|non existent user|isnt a user|
is not a user|user not registered|unbekannter benutzer|benutzer unbekannt|benutzer existiert nicht|
benutzer nicht gefunden|benutzername unbekannt|utilisateur inconnu|utilisateur inexistant|
utilisateur introuvable|compte inexistant|usuario desconocido|usuario no existe| el usuario no|
no existe el usuario|usuario inexistente|usuario desconhecido|usuario nao existe|utente sconosciuto|
utente inesistente|utente non trovato|onbekende gebruiker|gebruiker bestaat niet|gebruiker onbekend|
okand anvandare|anvandaren finns inte|ukendt bruger|ukjent bruker|tuntematon kayttaja|
nieznany uzytkownik|uzytkownik nie istnieje|neznamy uzivatel|uzivatel neexistuje|
ismeretlen felhasznalo|utilizator necunoscut|bilinmeyen kullanici|kullanici bulunamadi|no user with|
cannot find user|could not find user|user account not found|user account does not exist|
unknown ftp user|user name not found|login name unknown|login unknown|unrecognized user|
unrecognised user|user unrecognized|utilisateur non trouve|utilisateur nexiste|utilisateur n existe|
l utilisateur nexiste|lutilisateur nexiste|usuario no encontrado|usuario no registrado|
usuario nao encontrado|usuario nao cadastrado|utente non registrato|gebruiker niet gevonden|
benutzer wurde nicht gefunden|uzytkownik nie znaleziony|nie ma takiego uzytkownika|
uzivatel nenalezen|uzivatel nenajden|felhasznalo nem letezik|felhasznalo nem talalhato|
utilizatorul nu exista|boyle bir kullanici|kullanici yok|pengguna tidak ditemukan|
pengguna tidak dikenal|nguoi dung khong ton tai|anvandaren hittades inte|brugeren findes ikke|
brukeren finnes ikke|kayttajaa ei|korisnik ne postoji|nepoznat korisnik|invalid ftp user|
no such ftp user|user was not found|user is not registered|user isnt registered|
username is not registered|not found user|no matching user|user name unknown|unknown user name|
no account for|no account with|no such person|no such name|no account named|never heard of|
dont know you|not registered here|not in our records|usernotfound|nosuchuser|unknownuser|
unknownaccount|nincs ilyen felhaszn|not in the user list|not in user database|not in database|
not in the database|not in our database|okant anvandar|cant find you|cannot find you|
brak uzytkownik|no record of user|no record of that|no record of you|user isnt known|user isnt a |
user isnt in|
неизвестный пользователь|пользователь не найден|нет такого пользовател|пользователь не существ|
користувача не знайдено|невідомий користувач|користувач не існує|потребителят не съществува|
непознат потребител|
αγνωστοσ χρηστησ|ο χρηστησ δεν υπαρχει|
المستخدم غير موجود|
המשתמש לא קיים|משתמש לא קיים|
ไมพบผูใช|
用户不存在|使用者不存在|没有此用户|没有该用户|用户名不存在|无此用户|未知用户|
ユーザーが見つかりません|ユーザが見つかりません|ユーザーは存在しません|存在しないユーザ|帐号不存在|
账号不存在|帳號不存在|账户不存在|用户未找到|找不到用户|查无此用户|ユーザーは登録|
ユーザー名が存在しません|查无此|查無此|
존재하지 않는 사용자|사용자를 찾을 수 없|없는 사용자|알 수 없는 사용자|등록되지 않은 사용자|
사용자가 없|없는 계정|";

    /// vsftpd's word for a name that it knows but the system does not.
    NO_USER_ENTRY = "cannot locate user entry";

    /// ACCT.
    ACCOUNT = "need account|account required|account needed|account for login|acct required|need acct|send acct|
acct command|account name required|account information|supply account|konto fur anmeldung|
konto wird benotigt|compte necessaire|compte requis|se necesita cuenta|cuenta necesaria|
conta necessaria|necessario un account|account richiesto|send an account|account name too|
provide an account|account string|
требуется учетная запись|
需要帐户|需要账户|需要帳號|アカウントが必要|
계정이 필요|";

    /// One-time passwords and second factors.
    ONE_TIME = " otp |otp code|one time|onetime| skey| s key| opie|otp md5|otp sha1|challenge|two factor|2 factor|
 2fa|second factor|multi factor|multifactor| mfa|verification code|token code|securid|
einmalpasswort|einmalkennwort|zwei faktor|mot de passe a usage unique|double authentification|
deux facteurs|un solo uso|dos factores|doble factor|uso unico|dois fatores|due fattori|eenmalig|
twee factor|engangslosenord|tvafaktor|engangs|jednorazow|dwuskladnik|jednorazov|dvoufaktor|
egyszer hasznal|tek kullanimlik|iki faktor|google authenticator|authenticator app|
authenticator code|token passcode|one time code|onetime code|totp|hotp|yubikey|second step|two step|
2 step|passcode|sekali pakai|mot lan|token expired|invalid token|new code|code expired|code sent|
одноразов|двухфактор|код подтверж|двофактор|двуфактор|
μιασ χρησησ|
لمره واحده|
חד פעמי|
一次性|动态密码|動態密碼|双因素|两步验证|验证码|ワンタイム|二段階|二要素|动态口令|双重验证|短信验证|
일회용|2 단계|";

    /// What z/OS says about every password that fails.
    PASS_COMMAND_FAILED = "pass command failed";

    /// Longer than the server accepts.
    TOO_LONG = "too long|length|zu lang|trop long|demasiado larg|muito long|troppo lung|longitud|longueur|lunghezza|
слишком длин|длина|длину|
过长|過長|長すぎ|长度|長度|長さ|
너무 깁|길이|";

    /// The check of who somebody is.
    AUTHENTICATION = "authentication|authorization|authorisation|login refused|login rejected|domain controller";

    /// The user, as a noun.
    USER_NOUN = " user |user account|benutzer|utilisateur|usuario|utente|gebruiker|anvandare|bruger|bruker|kayttaja|
uzytkownik|uzivatel|felhasznalo|utilizator|kullanici|pengguna|nguoi dung|korisnik| login | account|
username|compte|cuenta|konto|anvandar| conta |brukernavn|brugernavn|kullanic|korisnic|jmeno|
accountname|utilizador|kayttaj| bruker| bruger|
пользовател|користувач|потребител|
χρηστη|
مستخدم|
משתמש|
ผูใช|
用户|使用者|帐号|账号|ユーザ|用户名|
사용자|";

    /// The name is wrong.
    NAME_WRONG = "invalid user|invalid username|bad username|bad user name|wrong user name|wrong username|
not a valid user|invalid login name|user incorrect|incorrect user|wrong user|bad user|user invalid|
illegal user|illegal name|
неверное имя пользователя|недопустимое имя|
无效用户|";

    /// What may be unknown or wrong and is not a user.
    NOT_A_USER = "command|user type|user class|user object|user data|befehl|commande|comando|kommando|
命令|";

    /// A code, as a second factor.
    A_CODE = " code | codes | token| pin |codigo|codice|kod |kodu|kode |
код |
代码|验证|驗證|コード|
코드|";
}
