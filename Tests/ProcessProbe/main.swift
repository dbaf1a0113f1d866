import SluiceProcess

// Runs its arguments as one child, the way Sluice does: tests kill it to see what becomes of the child.
let arguments = Array(CommandLine.arguments.dropFirst())
let result = try await ProcessRunner.run(ChildProcess(arguments[0], Array(arguments.dropFirst())))
print(result.outputText, terminator: "")
