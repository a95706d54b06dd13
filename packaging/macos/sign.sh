#!/bin/sh
# Sign dist/formcheck.app, have Apple look at it, and put it into a disk image. UNTESTED: written on
# Linux. On a Mac, after packaging/build.py:
#
#   packaging/macos/sign.sh "Developer ID Application: NAME (TEAM)" PROFILE
#
# PROFILE is what "xcrun notarytool store-credentials PROFILE" keeps in the keychain: no password
# is ever in a file or on a command line.
set -eu
cd "$(dirname "$0")/../.."

identity=${1:?expected the identity to sign with}
profile=${2:?expected the name under which the keychain has the account}
app=dist/formcheck.app
image=dist/formcheck-macos.dmg
rights=packaging/macos/entitlements.plist

# From the inside out: a signature holds those of what it contains.
find "$app/Contents" -type f \( -name '*.dylib' -o -name '*.so' -o -name 'libmediapipe*' \) -print0 |
    xargs -0 codesign --force --timestamp --options runtime --sign "$identity"
codesign --force --timestamp --options runtime --entitlements "$rights" --sign "$identity" \
    "$app/Contents/MacOS/formcheck"
codesign --force --timestamp --options runtime --entitlements "$rights" --sign "$identity" "$app"
codesign --verify --deep --strict "$app"

rm -f "$image"
hdiutil create -volname formcheck -srcfolder "$app" -format UDZO "$image"
codesign --timestamp --sign "$identity" "$image"
xcrun notarytool submit "$image" --keychain-profile "$profile" --wait
xcrun stapler staple "$image"
spctl --assess --type open --context context:primary-signature "$image"
echo "signed: $image"
