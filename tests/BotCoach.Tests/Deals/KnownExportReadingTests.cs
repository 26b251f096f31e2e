using System.Text;
using BotCoach.Deals;
using BotCoach.Stages;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Tests.Deals;

/// <summary>What is recognised and what is not, and what follows from it for days, amounts and stage names.</summary>
public class KnownExportReadingTests
{
    private static readonly StageBook Seven = BuiltInBooks.Open(BuiltInBooks.SevenStages);
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly Encoding[] Encodings = [new UTF8Encoding(false), new UTF8Encoding(true), Windows, Encoding.Unicode];

    [Theory, OnSqlite]
    public async Task Columns_in_another_order_with_others_between_in_any_encoding_and_with_any_separator_are_recognised(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        foreach (var sample in ExportSamples.All)
            for (var times = 0; times < 6; times++)
            {
                var (encoding, separator) = (Encodings[random.Next(Encodings.Length)], ",;\t|"[random.Next(4)]);
                var report = await host.ImportAsync(sample.Choices, new ImportWish(DryRun: true), Mutated(sample, random, encoding, separator));
                var what = $"{sample.Id}, {encoding.WebName}, “{separator}”, seed {seed}";
                Assert.True(report.Plan.Export == sample.Id, $"{what}: {report.Plan.Export}");
                foreach (var (name, says) in sample.Header.Where(h => h.Says != "-")) Assert.True(report.Plan.Columns.GetValueOrDefault(name) == says, $"{what}: {name}");
                Assert.True((report.Tally.Open, report.Tally.Won, report.Tally.Lost, report.Tally.Refused) == (1, 1, 1, 0), what);
            }
    }

    [Theory]
    [InlineData("opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value"), InlineData("id,name,account,owner,stage,amount,close date,next step")]
    [InlineData("Deal Name,Company,Stage,Amount"), InlineData("Account Name,Lead Source,Type,Stage,Amount"), InlineData("Titel,Phase,Betrag,Status"), InlineData("Record ID,First Name,Last Name,Email")]
    public void A_sheet_that_is_none_of_them_is_taken_for_none(string header) => Assert.Null(KnownExports.Recognise(header.Split(',')));

    [Fact]
    public void Every_table_has_a_sample_here_or_in_the_shared_data()
    {
        string[] shared = ["salesforce-fivetran", "hubspot-fivetran"];
        Assert.Equal(ExportSamples.All.Select(s => s.Id).Concat(shared).Order(), KnownExports.All.Select(e => e.Id).Order());
    }

    [Theory]
    [InlineData("hubspot-german", "Termin vereinbart", "qualification"), InlineData("hubspot-german", "2. Für Kauf qualifiziert", "qualification"), InlineData("hubspot-german", "Vertrag gesendet (Vertrieb)", "proposal")]
    [InlineData("salesforce-german", "7. Gewonnen", "won"), InlineData("salesforce-german", "Geschlossen und gewonnen – Verlängerung", "won"), InlineData("salesforce-german", "Verloren (Preis)", "lost")]
    [InlineData("salesforce-german", "Nicht qualifiziert", "disqualified"), InlineData("pipedrive-french", "Affaire gagnée", "won"), InlineData("hubspot-french", "Clôturé - perdu", "lost")]
    [InlineData("pipedrive-spanish", "Cerrado ganado", "won"), InlineData("hubspot-portuguese", "NEGÓCIO PERDIDO", "lost"), InlineData("salesforce-german", "Discovery", "discovery")]
    public void A_stage_name_says_in_its_language_what_it_says_in_English(string export, string theirs, string ours) =>
        Assert.Equal(ours, ImportStageNames.Guess(theirs, Seven, KnownExports.Find(export)));

    [Theory]
    [InlineData("salesforce-german", "Geschlossen"), InlineData("salesforce-german", "Nicht gewonnen"), InlineData("salesforce-german", "Gewonnen/Verloren prüfen"), InlineData("hubspot-german", "Erstgespräch")]
    [InlineData("hubspot-portuguese", "Fechado"), InlineData("salesforce-english", "Gewonnen")]
    public void A_name_that_says_nothing_sure_is_asked_for_in_any_language(string export, string theirs) => Assert.Null(ImportStageNames.Guess(theirs, Seven, KnownExports.Find(export)));

    [Theory, OnSqlite, OnPostgres]
    public async Task Days_that_no_row_settles_are_read_as_the_language_has_it_and_the_card_lets_change_that(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var admin = await host.AdminAsync("Ada");
        await admin.SharesAsync(("deals.csv", Csv.Bytes("ID do registro;Nome do negócio;Etapa do negócio;Proprietário do negócio;Data de fechamento;Valor", "1;Um;Ganho;Ann Bell;03/04/2026;1.234,56")));
        await host.RunDueAsync();
        admin.Sees("the day is read first, as is usual in Portuguese");
        await admin.PressesAsync("Order of dates");
        await admin.FillsAsync(("order", "mdy"));
        await host.RunDueAsync();
        await admin.PressesAsync("Import 1 deal");
        await host.RunDueAsync();
        var deal = await host.ReadAsync(db => db.Deals.AsNoTracking().SingleAsync());
        Assert.Equal((new LocalDate(2026, 3, 4), 1234.56m), (deal.CloseOn, deal.Amount));
    }

    [Theory]
    [InlineData("hubspot-portuguese", "03/04/2026", DateOrder.Unsaid, "2026-04-03"), InlineData("hubspot-portuguese", "03/04/2026", DateOrder.MonthFirst, "2026-03-04")]
    [InlineData("salesforce-german", "03/04/2026", DateOrder.Unsaid, "2026-04-03"), InlineData("salesforce-german", "31.12.2026, 10:22", DateOrder.Unsaid, "2026-12-31")]
    public async Task The_order_is_the_usual_one_unless_somebody_says_another(string export, string cell, DateOrder said, string day)
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        await host.ImportAsync(new ImportChoices { Dates = said }, new ImportWish(), One(export, ("close-date", cell), ("stage", "Discovery")));
        Assert.Equal(NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value, await host.ReadAsync(db => db.Deals.Select(d => d.CloseOn).SingleAsync()));
    }

    [Theory, InlineData("salesforce-english", "2026-01-05"), InlineData("hubspot-portuguese", "12/31/2025")]
    public async Task The_order_is_asked_for_where_the_language_leaves_it_open_or_another_column_speaks_against_it(string export, string started)
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var asked = await Assert.ThrowsAsync<ImportRefusedException>(() => host.ImportAsync(One(export, ("close-date", "03/04/2026"), ("started", started), ("stage", "Discovery"))));
        Assert.Equal(ImportAsks.Dates, asked.Fault.Asks);
        Assert.Equal(KnownExports.Find(export)!.Sentence, asked.Recognised);
    }

    [Theory, InlineData("salesforce-german", "1.234", 1234), InlineData("salesforce-german", "1.234,50", 1234.5), InlineData("salesforce-german", "1,234", 1.234)]
    [InlineData("salesforce-api", "1.234", 1.234), InlineData("salesforce-api", "24120000.0", 24120000), InlineData("salesforce-german", "1234.5", 1234.5), InlineData("hubspot-german", "1.234", 1234)]
    public async Task An_amount_is_read_as_the_export_writes_it_unless_its_rows_prove_otherwise(string export, string cell, double amount)
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        await host.ImportAsync(One(export, ("amount", $"\"{cell}\""), ("stage", "Discovery")));
        Assert.Equal((decimal)amount, await host.ReadAsync(db => db.Deals.Select(d => d.Amount).SingleAsync()));
    }

    [Theory]
    [InlineData("Handshake", "true", "true", DealStatus.Won), InlineData("Handshake", "1", "0", DealStatus.Lost), InlineData("Discovery", "false", "false", DealStatus.Open)]
    public async Task A_stage_whose_rows_say_how_it_ended_needs_no_asking(string stage, string closed, string won, DealStatus status)
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        await host.ImportAsync(One("salesforce-api", ("stage", stage), ("is-closed", closed), ("is-won", won)));
        Assert.Equal(status, await host.ReadAsync(db => db.Deals.Select(d => d.Status).SingleAsync()));
    }

    [Theory, InlineData("Lost contact", "false", "false"), InlineData("Handshake", "false", "false"), InlineData("Handshake", "perhaps", "")]
    public async Task A_stage_that_is_open_by_its_rows_and_is_none_of_ours_is_asked_for(string stage, string closed, string won)
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var asked = await Assert.ThrowsAsync<ImportRefusedException>(() => host.ImportAsync(One("salesforce-api", ("stage", stage), ("is-closed", closed), ("is-won", won))));
        Assert.Equal((ImportAsks.Stage, stage), (asked.Fault.Asks, asked.Fault.Value));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_field_of_the_company_that_is_called_like_one_of_the_system_is_kept_under_a_name_of_its_own(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var report = await host.ImportAsync(Csv.File(
            "deals.csv", "Negócio - ID,Negócio - Título,Negócio - Origem,Negócio - Etapa,Negócio - Proprietário,Negócio - Origem,negócio - título", "1,Um,API,Discovery,Ann Bell,Feira,Outro"));
        Assert.Contains(report.Plan.Notes, n => n.Contains("column 6 is called “Negócio - Origem (2)” here"));
        var deal = await host.ReadAsync(db => db.Deals.AsNoTracking().SingleAsync());
        Assert.Equal(("Um", "API", "Feira", "Outro"), (deal.Name, deal.Custom["Negócio - Origem"], deal.Custom["Negócio - Origem (2)"], deal.Custom["negócio - título (2)"]));
    }

    /// <summary>A file of one deal of such an export, with these cells.</summary>
    private static ImportSource One(string export, params (string Field, string Cell)[] cells)
    {
        var sample = ExportSamples.Of(export);
        var columns = new[] { ("id", "1"), ("name", "One"), ("owner", "Ann Bell") }.Concat(cells).ToList();
        return Csv.File("deals.csv", string.Join(',', columns.Select(c => sample.Of(c.Item1))), string.Join(',', columns.Select(c => c.Item2.Contains(", ") ? $"\"{c.Item2}\"" : c.Item2)));
    }

    private static ImportSource Mutated(ExportSample sample, Random random, Encoding encoding, char separator)
    {
        var header = sample.Header.Concat(Enumerable.Range(1, random.Next(6)).Select(i => ($"Extra {i} {random.Next(1000)}", "-"))).ToArray();
        random.Shuffle(header);
        return Csv.File("deals.csv", encoding, [.. sample.Lines(header, separator)]);
    }
}
