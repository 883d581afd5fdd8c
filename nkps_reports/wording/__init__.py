"""Every Norwegian word the program writes, as data: no logic lives here.

``problems`` holds the messages, ``terminal`` what the commands say, ``workbook`` the sheets' words and
``documents`` those of the Word template and the matrix. Texts in braces are filled in by ``str.format``.
"""
