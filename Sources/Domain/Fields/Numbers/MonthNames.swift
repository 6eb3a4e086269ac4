/// The months' names in twelve languages, folded to plain lower-case letters.
enum MonthNames {
    /// 1 to 12 for a full name, or for an abbreviation of at least three letters that no other month shares.
    static func month(_ folded: String) -> Int? { byName[folded] }

    private static let names: [String] = [
        "january januar jaenner janner janvier januari ianuarie enero gennaio stycznia styczen tammikuuta tammikuu janeiro "
            + "jan janv ene gen sty tammi",
        "february februar fevrier februari febrero febbraio lutego luty helmikuuta helmikuu fevereiro feb febr fev fevr lut "
            + "helmi",
        "march marz maerz mars maart marts marzo marca marzec maaliskuuta maaliskuu marco mar mrz mrt maalis",
        "april avril abril aprile kwietnia kwiecien huhtikuuta huhtikuu apr avr abr kwi huhti",
        "may mai maj mei mayo maggio maja toukokuuta toukokuu maio mag touko",
        "june juni juin junio giugno czerwca czerwiec kesakuuta kesakuu junho jun giu cze kesa",
        "july juli juillet julio luglio lipca lipiec heinakuuta heinakuu julho jul juil lug lip heina",
        "august aout augusti augustus agosto sierpnia sierpien elokuuta elokuu aug ago sie elo",
        "september septembre septiembre settembre wrzesnia wrzesien syyskuuta syyskuu setembro sep sept set wrz syys",
        "october oktober octobre octubre ottobre pazdziernika pazdziernik lokakuuta lokakuu outubro oct okt ott paz loka out",
        "november novembre noviembre listopada listopad marraskuuta marraskuu novembro nov lis marras",
        "december dezember decembre desember diciembre dicembre grudnia grudzien joulukuuta joulukuu dezembro dec dez des dic "
            + "gru joulu",
    ]

    private static let byName: [String: Int] = {
        var byName: [String: Int] = [:]
        for (index, line) in names.enumerated() {
            for name in line.split(separator: " ") { byName[String(name)] = index + 1 }
        }
        return byName
    }()
}
