print("heatdeath")
