import Testing

@testable import SluiceReports

@Suite("Figures")
struct FigureTests {
    @Test("A change is rounded from itself, with a true minus sign and never as minus zero")
    func changes() {
        #expect(Figure.fixed(0.00604, decimals: 4, signed: true).text == "+0.0060")
        #expect(Figure.fixed(-0.0042, decimals: 4, signed: true).text == "−0.0042")
        #expect(Figure.fixed(-0.00001, decimals: 4, signed: true).text == "0.0000")
        #expect(Figure.fixed(-0.0, decimals: 4).text == "0.0000")
    }

    @Test("Thousands are separated")
    func thousands() {
        #expect(Figure.count(55_589).text == "55,589")
        #expect(Figure.count(-1_234_567).text == "−1,234,567")
        #expect(Figure.count(.min).text == "−9,223,372,036,854,775,808")
        #expect(Figure.fixed(1_234.5, decimals: 2).text == "1,234.50")
        #expect(Figure.shortest(10_434).text == "10,434")
    }

    @Test("A bound is as short as it was written")
    func bounds() {
        #expect(Figure.shortest(0.66).text == "0.66")
        #expect(Figure.shortest(-0.005).text == "−0.005")
        #expect(Figure.shortest(1e-6).text == "1e−06")
        #expect(Figure.shortest(.infinity).text == "∞")
        #expect(Figure.shortest(.nan).text == "NaN")
    }

    @Test("The decimals of a row follow the size of its values")
    func decimals() {
        #expect(Figure.decimals(for: [0.6713, 0.6653]) == 4)
        #expect(Figure.decimals(for: [0.0004321]) == 7)
        #expect(Figure.decimals(for: [1_234.5]) == 2)
        #expect(Figure.decimals(for: [123_456.7]) == 1)
        #expect(Figure.decimals(for: [10_434, 10_000]) == 0)
        #expect(Figure.decimals(for: [0, .nan]) == 4)
    }

    @Test("A value just below its bound does not look equal to it")
    func nearBound() {
        let decimals = Figure.decimals(4, tellingApart: 0.65999, from: 0.66)
        #expect(Figure.fixed(0.65999, decimals: decimals).text == "0.65999")
        #expect(Figure.decimals(4, tellingApart: 0.66, from: 0.66) == 4)
    }
}
