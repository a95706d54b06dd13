; Inno Setup 6: one installer for Windows from dist\formcheck. UNTESTED: written on Linux.
;
;   .venv\Scripts\python packaging\build.py
;   iscc /DVersion=0.1.0 packaging\windows\formcheck.iss
;
; It installs for one person and asks nobody for an administrator's password.
#ifndef Version
  #define Version "0.0.0"
#endif

[Setup]
; Never change it: Windows knows by it that a newer formcheck replaces an older one.
AppId={{7D1B8B52-6C2E-4B3C-9C9A-6E0E5C7E4F11}
AppName=formcheck
AppVersion={#Version}
AppPublisher=The formcheck founders
LicenseFile=..\..\LICENSE
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
DefaultDirName={autopf}\formcheck
DisableProgramGroupPage=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputDir=..\..\dist
OutputBaseFilename=formcheck-{#Version}-windows-x86_64
SetupIconFile=..\..\build\icons\formcheck.ico
UninstallDisplayIcon={app}\formcheck-window.exe
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
; The reminder may be running: Windows asks it to close, and it saves what it has.
CloseApplications=yes
RestartApplications=no

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"
Name: "de"; MessagesFile: "compiler:Languages\German.isl"

[CustomMessages]
en.Posture=Remind me of how I sit
de.Posture=An die Haltung erinnern
en.DesktopIcon=Put formcheck on the desktop
de.DesktopIcon=formcheck auf den Desktop legen

[Tasks]
Name: "desktopicon"; Description: "{cm:DesktopIcon}"; Flags: unchecked

[InstallDelete]
; What an older version had and this one has not would be loaded all the same.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "..\..\dist\formcheck\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{autoprograms}\formcheck"; Filename: "{app}\formcheck-window.exe"
Name: "{autoprograms}\formcheck: {cm:Posture}"; Filename: "{app}\formcheck-window.exe"; Parameters: "posture"
Name: "{autodesktop}\formcheck"; Filename: "{app}\formcheck-window.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\formcheck-window.exe"; Description: "{cm:LaunchProgram,formcheck}"; Flags: nowait postinstall skipifsilent

[UninstallRun]
; Nothing of sessions and settings is taken away: they are somebody's own.

[Registry]
; What the reminder may have written so that it starts at login.
Root: HKCU; Subkey: "Software\Microsoft\Windows\CurrentVersion\Run"; ValueName: "formcheck-posture"; Flags: uninsdeletevalue dontcreatekey
