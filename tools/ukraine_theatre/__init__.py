"""Parts of the script that derives the theatre folder of Ukraine from registry packages."""
