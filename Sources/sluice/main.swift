import SluiceCommands

Application.main()
