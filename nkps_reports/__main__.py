"""Lets ``python -m nkps_reports`` do what the command ``nkps-reports`` does."""

from nkps_reports.start import main

if __name__ == "__main__":
    main()
