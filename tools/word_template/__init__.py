"""The Word templates as they ship, made anew: from then on they are the staff's to change in Word."""
