"""LibreOffice accepts or rejects all tracked changes of a Word file: by a macro, since no option does."""

from __future__ import annotations

import subprocess
from pathlib import Path

_LIBRARY = "http://openoffice.org/2000/library"
_FILES = {
    "script.xlc": f"""<library:libraries xmlns:library="{_LIBRARY}" xmlns:xlink="http://www.w3.org/1999/xlink">
<library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/script.xlb/" xlink:type="simple"
 library:link="false"/></library:libraries>""",
    "Standard/script.xlb": f"""<library:library xmlns:library="{_LIBRARY}" library:name="Standard"
 library:readonly="false" library:passwordprotected="false"><library:element library:name="Module1"/>
</library:library>""",
    "Standard/Module1.xba": """<script:module xmlns:script="http://openoffice.org/2000/script"
 script:name="Module1" script:language="StarBasic">
Sub Settle(source As String, target As String, command As String)
  On Error Goto Wrong
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  Dim opened
  opened = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  Dim asked As New com.sun.star.util.URL
  asked.Complete = ".uno:" &amp; command
  asked.Protocol = ".uno:"
  asked.Path = command
  Dim waits(0) As New com.sun.star.beans.PropertyValue
  waits(0).Name = "SynchronMode"
  waits(0).Value = True
  Dim dispatcher
  dispatcher = opened.CurrentController.Frame.queryDispatch(asked, "", 0)
  dispatcher.dispatch(asked, waits())
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName"
  kind(0).Value = "MS Word 2007 XML"
  opened.storeToURL(target, kind())
  opened.close(True)
Wrong:
  StarDesktop.terminate()
End Sub
</script:module>""",
}
_COMMANDS = {True: "AcceptAllTrackedChanges", False: "RejectAllTrackedChanges"}


class Settler:
    """LibreOffice with the macro in a profile of its own."""

    def __init__(self, program: str, profile: Path) -> None:
        self._command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
        # Its first start fills the profile, and would not find the macro.
        self._start("--terminate_after_init")
        for name, content in _FILES.items():
            path = profile / "user/basic" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{content}', "utf-8")

    def settle(self, document: Path, *, accepts: bool) -> bytes:
        """The file with all its changes accepted, or all rejected, as LibreOffice saves it."""
        target = document.with_name(f"{document.stem}-{accepts}.docx")
        arguments = ",".join(f'"{each}"' for each in (document.as_uri(), target.as_uri(), _COMMANDS[accepts]))
        self._start(f"macro:///Standard.Module1.Settle({arguments})")
        return target.read_bytes()

    def _start(self, argument: str) -> None:
        subprocess.run([*self._command, argument], check=True, capture_output=True, timeout=120)
