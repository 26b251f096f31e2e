using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BotCoach.Crm.Wire.Pipedrive;

/// <summary>
/// Deals of Pipedrive. Of two that are merged one is kept and the other deleted, and nothing says into which (https://pipedrive.readme.io/docs/merging-two-deals). What is to be done next is an activity
/// there, and no field of the deal: it is written, and not read. Webhooks are not signed; they carry the name and password that they were set up with (https://pipedrive.readme.io/docs/guide-for-webhooks-v2).
/// </summary>
internal sealed class PipedriveSource(PipedriveApi api) : IDealSource
{
    private const int BatchOfRead = 100;

    public string Kind => "pipedrive";
    public string Name => "Pipedrive";
    public string? UsualHost => null;
    public bool ReadsNextStep => false;
    public bool ListsGoneApart => false;
    public int PagesPerSecond => 4;

    public bool IsItsOwn(Uri host) => host.Host.EndsWith(".pipedrive.com", StringComparison.OrdinalIgnoreCase);

    public bool IsSigned(SourceHook hook, SourceAccess access, DateTimeOffset now) => access.HookSecret is { Length: > 0 } secret && hook.Header("Authorization") is { } said
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(secret))}"), Encoding.UTF8.GetBytes(said));

    public Task<SourceReply<SourceShape>> ShapeAsync(SourceSession session) => CrmApi.TryAsync(async () =>
    {
        var stages = new List<SourceStage>();
        for (string? cursor = null; ;)
        {
            using var page = await api.Stages(session, cursor);
            stages.AddRange(page.RootElement.Many("data").Select(s => new SourceStage(s.NeedText("id"), s.NeedText("name"), s.Text("pipeline_id"), SourceOutcome.Open)));
            if ((cursor = NextOf(page.RootElement)) is null) break;
        }
        using var users = await api.Users(session);
        return new SourceShape([.. users.RootElement.Many("data").Select(u => new SourceOwner(u.NeedText("id"), u.Text("name") ?? u.NeedText("email"), u.Text("email")))], stages);
    });

    public Task<SourceReply<SourcePage>> ChangesAsync(SourceSession session, DateTimeOffset? since, string? cursor) => CrmApi.TryAsync(async () =>
    {
        using var page = await api.Deals(session, since, cursor);
        return new SourcePage(await DealsOfAsync(session, page), NextOf(page.RootElement));
    });

    public Task<SourceReply<IReadOnlyList<SourceDeal>>> NamedAsync(SourceSession session, IReadOnlyList<SourceDeal> deals) => Task.FromResult(new SourceReply<IReadOnlyList<SourceDeal>>(deals, null));

    public Task<SourceReply<SourcePage>> GoneAsync(SourceSession session, string? cursor) => Task.FromResult(new SourceReply<SourcePage>(new SourcePage([], null), null));

    public Task<SourceReply<IReadOnlyList<SourceDeal>>> DealsAsync(SourceSession session, IReadOnlyCollection<string> ids) => CrmApi.TryAsync(async () =>
    {
        using var page = await api.DealsById(session, ids);
        return await DealsOfAsync(session, page);
    });

    public Task<SourceReply<string?>> WriteAsync(SourceSession session, SourceWrite write) => CrmApi.TryAsync(() => write.Kind switch
    {
        SourceWriteKind.Stage => MoveAsync(session, write),
        SourceWriteKind.NextStep => StepAsync(session, write),
        _ => NoteAsync(session, write),
    });

    private async Task<string?> MoveAsync(SourceSession session, SourceWrite write)
    {
        using var _ = await api.DealUpdate(session, write.DealId, write.Outcome switch { SourceOutcome.Won => new { status = "won" }, SourceOutcome.Lost => new { status = "lost" }, _ => (object)new { stage_id = long.Parse(write.Text), status = "open" } });
        return null;
    }

    /// <summary>One open activity, which follows the step; its mark stands in its note.</summary>
    private async Task<string?> StepAsync(SourceSession session, SourceWrite write)
    {
        var day = write.On?.ToString("yyyy-MM-dd");
        if (write.Earlier is { } earlier && await IsOpenAsync(session, earlier))
        {
            using var changed = await api.ActivityUpdate(session, earlier, new { subject = write.Text, due_date = day });
            return earlier;
        }
        if (write.MayHaveArrived)
        {
            using var there = await api.ActivitiesOf(session, write.DealId);
            if (Marked(there, "note", write.Mark) is { } found)
            {
                using var changed = await api.ActivityUpdate(session, found, new { subject = write.Text, due_date = day });
                return found;
            }
        }
        using var made = await api.ActivityAdd(session, new { subject = write.Text, due_date = day, deal_id = long.Parse(write.DealId), note = $"[{write.Mark}]" });
        return made.RootElement.Need("data").NeedText("id");
    }

    /// <summary>One that was done or taken off there is history: it is not written over.</summary>
    private async Task<bool> IsOpenAsync(SourceSession session, string activity)
    {
        try
        {
            using var there = await api.ActivityById(session, activity);
            var data = there.RootElement.Need("data");
            return !data.Flag("done") && !data.Flag("is_deleted");
        }
        catch (SourceFaulted gone) when (gone.Fault.Kind == SourceFaultKind.Gone)
        {
            return false;
        }
    }

    private async Task<string?> NoteAsync(SourceSession session, SourceWrite write)
    {
        if (write.MayHaveArrived)
        {
            using var there = await api.NotesOf(session, write.DealId);
            if (Marked(there, "content", write.Mark) is { } found) return found;
        }
        using var made = await api.NoteAdd(session, new { content = $"{write.Text} [{write.Mark}]", deal_id = long.Parse(write.DealId) });
        return made.RootElement.Need("data").NeedText("id");
    }

    private static string? Marked(JsonDocument page, string field, string mark)
    {
        foreach (var there in page.RootElement.Many("data")) if (there.Text(field)?.Contains(mark, StringComparison.Ordinal) == true) return there.NeedText("id");
        return null;
    }

    private async Task<IReadOnlyList<SourceDeal>> DealsOfAsync(SourceSession session, JsonDocument page)
    {
        var deals = page.RootElement.Many("data").Select(d => (Deal: PipedriveReading.Deal(d), Org: d.Text("org_id"))).ToList();
        var names = new Dictionary<string, string?>();
        foreach (var some in deals.Select(d => d.Org).OfType<string>().Distinct().Chunk(BatchOfRead))
        {
            using var read = await api.OrganizationsById(session, some);
            foreach (var org in read.RootElement.Many("data")) names[org.NeedText("id")] = org.Text("name");
        }
        return [.. deals.Select(d => d.Org is { } org ? d.Deal with { Account = names.GetValueOrDefault(org) } : d.Deal)];
    }

    private static string? NextOf(JsonElement page) => page.Maybe("additional_data")?.Text("next_cursor");
}
