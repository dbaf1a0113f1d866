import Testing

@testable import SluiceProcess
