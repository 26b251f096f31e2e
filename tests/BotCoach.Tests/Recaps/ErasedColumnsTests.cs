using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Recaps;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Recaps;

/// <summary>Every column of text: somebody of a buyer's is taken out of it, or it is told here why they cannot be named in it.</summary>
public sealed class ErasedColumnsTests
{
    private static readonly Guid Theirs = Guid.Parse("0190a000-0000-7000-8000-000000000002");

    // Why nobody of a buyer's is named there.
    private static readonly Dictionary<string, string[]> Kept = new()
    {
        ["an id, a hash, a key or a link's secret of our own"] =
        [
            "Answer.CriterionId", "ApiKey.Hash", "ApiKey.Scopes", "ApiKey.Signing", "ApiReply.IdempotencyKey", "ApiReply.Request", "ApiReply.Location", "Artifact.SpecId", "BriefDay.Shown", "Call.ExternalId", "CallLine.Cues", "ConsoleVisit.Browser",
            "ConsoleVisit.LinkHash", "Lead.ExternalId", "Lead.HadBy", "Deal.ExternalId", "Deal.Source", "Deal.StageId", "Deal.WentBackFrom", "DealEvent.FromStage", "DealEvent.ToStage", "DealEventText.Field", "GateOverride.FromStage", "GateOverride.Missing",
            "GateOverride.ToStage", "GateRefusal.Missing", "GateRefusal.StageId", "GateRefusal.Target", "JoinCode.Hash", "CalendarFeed.Secret", "CalendarFeed.Tag", "Meeting.Key", "Meeting.Said", "Handoff.Missing", "Handoff.Must", "Handoff.Route", "Nudge.Occurrence", "Nudge.Rule", "Nudge.StageId", "OutgoingMessage.Key", "OutgoingMessage.Trace", "Reminder.Origin",
            "RuleMute.Rule", "RuleRecord.Rule", "RuleRecord.StageId", "SaidText.Field", "SaidText.Key", "SeenInbound.DedupeId", "StageMedian.StageId", "ForecastSnapshot.Quarter", "ForecastSnapshot.Currency", "CurrencyRate.Currency", "WaitingItem.About", "WaitingItem.Key", "WalkPlace.CriterionId", "Stakeholder.Role",
            "Digest.Snapshot", "Digest.Diff", "ErasureRequest.Place", "Reminder.Every", "AgendaPick.Why", "ReviewDeal.Why", "Call.Writer", "Deal.Currency", "ApprovalRequest.Currency", "ImportRun.Verdicts",
            "CrmLink.Kind", "CrmLink.Secret", "CrmLink.Stages", "CrmLink.Cursor", "CrmLink.GoneCursor", "CrmDeal.TheirId", "CrmError.TheirId", "CrmConflict.Field", "CrmConflict.TheirId", "CrmWriteBack.Made",
        ],
        ["of our own people, or written by an admin of the company's own matters"] =
        [
            "ApiKey.Name", "CompanyDay.Name", "Deal.SalesTeam", "Handoff.Why", "Person.Country", "Person.DaysOff", "Person.Email", "Person.Locale", "Person.Name", "Person.SalesTeam", "Person.SeenOn", "Person.Zone", "Process.DealType",
            "CrmLink.Shape", "Process.LeadSource", "QuietTeam.Team", "Process.Name", "Process.Segment", "ProcessVersion.Document", "ProcessVersion.StageMap", "ProcessVersion.Teams", "Workspace.Country", "Workspace.Currency", "Workspace.HeldBackWords", "Workspace.Name",
            "Workspace.OnTeams", "LeadRule.Which", "LeadRule.Team", "Workspace.Zone", "ImportMemory.Kind", "ImportMemory.Ours", "ImportMemory.Theirs", "ImportRow.Column", "ApprovalPolicy.Document", "ApprovalRequest.Rule",
        ],
        ["a platform's address of one of our own, or its word for what went wrong"] =
        [
            "Answer.Channel", "Answer.DecidedChannel", "AuditEntry.Channel", "DealEvent.ActorChannel", "HomeTab.Channel", "HomeTab.Team", "HomeTab.User", "Identity.Channel", "Identity.Conversation", "Identity.ExternalId",
            "CrmLink.Why", "CrmWriteBack.Why", "CalendarFeed.Why", "Identity.OffBecause", "Identity.Team", "OutgoingMessage.Channel", "OutgoingMessage.Conversation", "OutgoingMessage.Reference", "OutgoingMessage.Team", "OutgoingMessage.User", "OutgoingMessage.Why", "SeenInbound.Channel",
        ],
        ["of a model and its host; no word of a call"] = ["ModelCall.Host", "ModelCall.Model", "ModelCall.Outcome"],
        ["the host's own, and the channels': addresses, tokens, what is put off for a day at the most, and the playground's chat, in which messages are edited as on every platform"] =
        [
            "ChannelNote.Channel", "ChannelNote.Key", "ChannelNote.Value", "HostSetting.Key", "HostSetting.Value", "Installation.Channel", "Installation.ExternalId", "Installation.Name", "PaceSlot.Channel", "PaceSlot.Scope",
            "PaceSlot.Team", "RingKey.Name", "RingKey.Xml",
        ],
        ["deleted whole: the transcript of a call in which they are named, the file of an import, and in the end the request itself"] = ["CallTranscript.Content", "ErasureRequest.Address", "ErasureRequest.Name", "ImportFile.Content"],
    };

    private static readonly string[] Json = ["DealEvent.Before", "DealEvent.After", "ImportRun.Mapping", "ImportRow.Cells", "ApiReply.Body", "SeenInbound.Reply", "ProcessReview.Document"];

    [Fact]
    public async Task Every_column_of_text_is_gone_through_or_is_named_here_with_the_reason()
    {
        await using var database = await Databases.NewAsync(Db.Sqlite);
        var all = Text(database.Open().Model).Select(c => $"{c.Row.Name}.{c.Column.Name}").ToList();
        var told = ErasedColumns.All.SelectMany(t => t.Columns.Select(c => $"{t.Row.Name}.{c}")).Concat(Kept.Values.SelectMany(k => k)).ToList();
        Assert.Equal("", string.Join(", ", all.Except(told).Select(c => $"neither: {c}").Concat(told.Except(all).Select(c => $"is none: {c}")).Concat(told.GroupBy(c => c).Where(g => g.Count() > 1).Select(g => $"twice: {g.Key}"))));
        Assert.All(ErasedColumns.All, t => Assert.Subset(t.Columns.ToHashSet(), t.Parts.ToHashSet()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_name_that_stands_in_every_such_column_stands_in_none_afterwards_and_another_companys_stays(Db kind)
    {
        await using var world = await TwoWorkspaces.MakeAsync(kind, Guid.CreateVersion7(), Theirs, full: true);
        var db = world.Database.Open(Theirs);
        foreach (var table in ErasedColumns.All) foreach (var column in table.Columns) await PlantAsync(db, table.Row, column);
        await db.ErasureRequests.ExecuteUpdateAsync(set => set.SetProperty(e => e.Name, "Dana Reyes").SetProperty(e => e.Place, "").SetProperty(e => e.Address, (string?)null));
        var transcript = ImportSource.Pack(new MemoryStream("Dana Reyes: Hello.\nRita: Hello."u8.ToArray()));
        await db.CallTranscripts.ExecuteUpdateAsync(set => set.SetProperty(t => t.Content, transcript));
        Assert.Equal(ErasedColumns.All.Sum(t => t.Columns.Count), (await NamedAsync(db)).Count(c => !c.StartsWith("ErasureRequest", StringComparison.Ordinal)));

        await using var host = await CoachHost.StartOnAsync(world.Database);
        await host.DoAsync(s =>
        {
            s.GetRequiredService<BotCoachDb>().Accounts.Add(new Account { WorkspaceId = host.WorkspaceId, Name = "Dana Reyes" });
            return Task.CompletedTask;
        });
        await host.App.Services.GetRequiredService<ChoreRunner>().RunAsync(typeof(ErasureRun), host.Clock.Now, default);

        Assert.Equal(["Account.Name"], await NamedAsync(world.Database.Open(Theirs)));
        Assert.Equal("Dana Reyes", await host.ReadAsync(ours => ours.Accounts.Select(a => a.Name).SingleAsync()));
        Assert.Equal(0, await world.Database.Open(Theirs).CallTranscripts.CountAsync());
        var stakeholder = await world.Database.Open(Theirs).Stakeholders.AsNoTracking().SingleAsync();
        Assert.Equal(ForgottenName.Instead, stakeholder.Name);
        Assert.Null(stakeholder.Title ?? stakeholder.Department);
    }

    /// <summary>The columns in which the name stands, of whatever workspace.</summary>
    private static async Task<List<string>> NamedAsync(BotCoachDb db)
    {
        var named = new List<string>();
        foreach (var (row, column) in Text(db.Model).Where(c => c.Column.ClrType != typeof(byte[])))
        {
            var sql = $"select count(*) as \"Value\" from {Table(db, row, column)} where lower({Column(column)}) like '%reyes%'";
            if ((await db.Database.SqlQueryRaw<long>(sql).ToListAsync())[0] > 0) named.Add($"{row.Name}.{column.Name}");
        }
        return named;
    }

    private static Task PlantAsync(BotCoachDb db, Type row, string name)
    {
        var column = db.Model.FindEntityType(row)!.FindProperty(name)!;
        var words = column.ClrType == typeof(Dictionary<string, string>) || Json.Contains($"{row.Name}.{name}") ? """{"a":"x","said":"this\nDana Reyes asks"}"""
            : row == typeof(OutgoingMessage) ? Message.Say("Ask\nDana Reyes").ToJson() : row == typeof(Artifact) ? "https://files.example.com/dana.reyes" : "Ask Reyes, Dana today";
        var sql = $"update {Table(db, row, column)} set {Column(column)} = {{1}} where workspace_id = {{0}}";
        return db.Database.ExecuteSqlRawAsync(sql, Theirs, words);
    }

    private static IEnumerable<(Type Row, IProperty Column)> Text(IModel model) => model.GetEntityTypes().SelectMany(t => t.GetProperties().Select(p => (t.ClrType, p)))
        .Where(c => c.p.ClrType == typeof(string) || c.p.ClrType == typeof(byte[]) || c.p.ClrType == typeof(Dictionary<string, string>));

    private static string Table(BotCoachDb db, Type row, IProperty column) =>
        db.Model.FindEntityType(row)!.GetTableMappings().First(t => t.ColumnMappings.Any(c => c.Property == column)).Table.Name;

    private static string Column(IProperty column) => $"\"{column.GetColumnName()}\"";
}
