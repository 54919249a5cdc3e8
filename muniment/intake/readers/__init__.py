"""One file per format. A reader turns bytes into a `muniment.intake.Transcript` and raises nothing but `NotRead`."""
