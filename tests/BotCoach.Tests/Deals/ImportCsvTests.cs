using System.Text;
using BotCoach.Deals;

namespace BotCoach.Tests.Deals;

public class ImportCsvTests
{
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static TheoryData<string, bool> Encodings => new() { { "utf-8", false }, { "utf-8-bom", false }, { "utf-16", false }, { "utf-16be", false }, { "windows-1252", true } };

    [Theory, MemberData(nameof(Encodings))]
    public void A_file_is_read_in_the_encoding_it_is_in(string name, bool noted)
    {
        var encoding = name switch
        {
            "utf-8" => new UTF8Encoding(false), "utf-8-bom" => new UTF8Encoding(true), "utf-16" => Encoding.Unicode,
            "utf-16be" => Encoding.BigEndianUnicode, _ => Windows,
        };
        var csv = ImportCsv.Open(Csv.File("deals.csv", encoding, "name,stage", "Müller & Söhne – Zürich,Won"));
        Assert.Equal(["name", "stage"], csv.Header);
        Assert.Equal("Müller & Söhne – Zürich", csv.Rows().Single().Cells[0]);
        Assert.Equal(noted, csv.Notes.Any(n => n.Contains("Windows-1252")));
    }

    [Theory, InlineData(','), InlineData(';'), InlineData('\t'), InlineData('|')]
    public void The_separator_is_the_one_the_file_uses(char mark)
    {
        var rows = Csv.File("deals.csv", $"name{mark}stage{mark}amount", $"\"Acme{mark} Inc\"{mark}Won{mark}12", $"Beta{mark}Lost{mark}3").Rows();
        Assert.Equal([$"Acme{mark} Inc", "Won", "12"], rows[0].Cells);
        Assert.Equal(["Beta", "Lost", "3"], rows[1].Cells);
    }

    [Fact]
    public void A_first_line_that_only_says_the_separator_is_no_header()
    {
        var csv = ImportCsv.Open(Csv.File("deals.csv", "sep=;", "name;stage", "Acme;Won"));
        Assert.Equal(["name", "stage"], csv.Header);
        Assert.Equal(3, csv.Rows().Single().Line);
    }

    [Fact]
    public void A_row_knows_the_line_it_begins_on_behind_cells_with_several_lines_and_empty_lines()
    {
        var rows = Csv.File("deals.csv", "name,stage", "\"one\r\ntwo\",Won", "", "three,Lost").Rows();
        Assert.Equal([2, 5], rows.Select(r => r.Line));
    }

    [Fact]
    public void A_quote_that_is_never_closed_is_refused_with_its_line()
    {
        var fault = Csv.Refused(() => Csv.File("deals.csv", "name,stage", "Acme,Won", "\"Beta,Lost", "Gamma,Won").Rows());
        Assert.Equal(("deals.csv", 3), (fault.File, fault.Line!.Value));
        Assert.Contains("never closed", fault.Why);
    }

    [Fact]
    public void A_quote_that_is_never_closed_does_not_swallow_a_large_file()
    {
        var fault = Csv.Refused(() => Csv.File("deals.csv", ["name,stage", "\"Acme,Won", .. Enumerable.Repeat("Beta with a long enough name,Won", 60_000)]).Rows());
        Assert.Equal(2, fault.Line);
    }

    [Fact]
    public void A_quote_inside_a_cell_is_refused_with_what_would_be_right()
    {
        var fault = Csv.Refused(() => Csv.File("deals.csv", "name,stage", "Acme 24\" screens,Won").Rows());
        Assert.Equal(2, fault.Line);
        Assert.Contains("twice", fault.Why);
    }

    [Theory, InlineData("Acme", 1), InlineData("Acme,Won,12,more", 4)]
    public void A_row_with_too_few_or_too_many_cells_is_refused_with_both_numbers(string row, int cells)
    {
        var fault = Csv.Refused(() => Csv.File("deals.csv", "name,stage,amount", "Beta,Won,1", row).Rows());
        Assert.Equal(3, fault.Line);
        Assert.Contains($"{cells} cell", fault.Why);
        Assert.Contains("the header has 3", fault.Why);
    }

    [Fact]
    public void Empty_cells_behind_the_last_column_are_no_fault() =>
        Assert.Equal(["Acme", "Won"], Csv.File("deals.csv", "name,stage", "Acme,Won,,").Rows().Single().Cells);

    [Fact]
    public void A_header_with_the_same_name_twice_is_refused()
    {
        var fault = Csv.Refused(() => ImportCsv.Open(Csv.File("deals.csv", "name,amount,stage,Amount", "Acme,1,Won,2")));
        Assert.Equal("Amount", fault.Column, ignoreCase: true);
        Assert.Contains("columns 2 and 4", fault.Why);
    }

    public static TheoryData<byte[], string> NoCsv => new()
    {
        { [], "empty" },
        { [(byte)'P', (byte)'K', 3, 4, 20, 0, 6, 0], "export it as CSV" },
        { [0xD0, 0xCF, 0x11, 0xE0, 0xA1], "export it as CSV" },
        { [1, 0, 2, 0, 3, 0, 4], "not text" },
        { [0xEF, 0xBB, 0xBF, (byte)'a', 0xFC, (byte)'b'], "CSV UTF-8" },
    };

    [Theory, MemberData(nameof(NoCsv))]
    public void What_is_no_csv_is_refused_by_name(byte[] content, string words) =>
        Assert.Contains(words, Csv.Refused(() => ImportCsv.Open(ImportSource.OfBytes("deals.xlsx", content))).Why);

    [Fact]
    public void A_file_over_the_limit_is_refused_before_it_is_read()
    {
        var source = new ImportSource("large.csv", 200L * 1024 * 1024, () => throw new InvalidOperationException("It must not be opened."));
        Assert.Contains("200 MB", Csv.Refused(() => ImportCsv.Open(source)).Why);
    }

    [Fact]
    public void A_file_with_a_header_alone_is_refused() =>
        Assert.Contains("no rows", Csv.Refused(() => ImportReading.Open([Csv.File("deals.csv", "name,stage")], new ImportChoices(), new Dictionary<string, string>())).Why);

    [Theory]
    [InlineData("=1+1", true), InlineData("=cmd|' /C calc'!A0", true), InlineData("@SUM(A1:A9)", true), InlineData("+A1=3", true), InlineData("-2+3+cmd|' /C calc'!A0", true)]
    [InlineData("-12", false), InlineData("+49 170 1234", false), InlineData("@anna", false), InlineData("- call them", false), InlineData("-", false), InlineData("a=b", false)]
    [InlineData("+1 (415) 555-0100", false), InlineData("- waiting for legal (NDA)", false), InlineData("-3 weeks! call", false), InlineData("@B2*2", true), InlineData("+cmd|'/c'!A1", true)]
    public void Only_what_a_spreadsheet_would_run_is_a_formula(string cell, bool formula) => Assert.Equal(formula, ImportCells.IsFormula(cell));

    [Theory, InlineData("=1+1"), InlineData("+49 170"), InlineData("plain"), InlineData("@x")]
    public void A_defused_cell_reads_as_it_was(string cell) => Assert.Equal(cell, ImportCells.Read(ImportCells.Defuse(cell)));
}
