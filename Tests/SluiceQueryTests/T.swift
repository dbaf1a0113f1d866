import Testing

@testable import SluiceQuery
