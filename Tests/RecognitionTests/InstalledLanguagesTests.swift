import Recognition
import Testing

@Suite struct InstalledLanguagesTests {
    @Test func namesTheModels() {
        let languages = TesseractEngine.installedLanguages()
        #expect(languages.contains("eng") && languages == languages.sorted())
    }

    @Test func aFolderWithoutModelsHasNone() {
        #expect(TesseractEngine.installedLanguages(models: "/proc/self/attr").isEmpty)
    }
}
