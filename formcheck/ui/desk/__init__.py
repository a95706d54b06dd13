"""The reminder at the desk: tray, small window, notifications; only here is it shown."""
