using BotCoach.Crm.Wire;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Crm;

/// <summary>Which step a link takes next: owners and stages where they are due, else a page of the first sync or its dry run, else what is live: a write, what failed before, changes, deletions.</summary>
internal sealed class CrmSteps(BotCoachDb db, CrmPages pages, CrmErrors errors, CrmEnds ends, CrmWriting writing, CrmFaults faults, CrmDesk desk, StageShelf shelf)
{
    public async Task<CrmStep> NextAsync(CrmLink link, IDealSource source, SourceSession session, DateTimeOffset now)
    {
        var (write, isPage) = await AskAsync(link, source, session, now);
        return new CrmStep(write, session.Requests, source.PagesPerSecond, isPage, session.Rest);
    }

    /// <summary>So many pages at one instant, and no more until the next second; and as the CRM asks.</summary>
    public static void Pace(CrmLink link, CrmStep step, DateTimeOffset now)
    {
        if (step.IsPage) (link.PacedAt, link.Paced) = (now, link.PacedAt == now ? link.Paced + 1 : 1);
        if (step.IsPage && link.Paced >= step.PagesPerSecond) NotBefore(link, now.AddSeconds(1));
        if (step.Rest is { } rest) Leave(link, now + rest);
    }

    /// <summary>Nobody asks before that, whatever comes meanwhile.</summary>
    public static void Leave(CrmLink link, DateTimeOffset until)
    {
        NotBefore(link, until);
        link.TakenUntil = until.AddMilliseconds(-1);
    }

    private static void NotBefore(CrmLink link, DateTimeOffset at) => link.NextAt = link.NextAt is { } next && next < at ? at : link.NextAt;

    private async Task<(Func<CrmLink, Task> Write, bool IsPage)> AskAsync(CrmLink link, IDealSource source, SourceSession session, DateTimeOffset now)
    {
        if (link.Shape is null || link.ShapeAt is null || now - link.ShapeAt > CrmRules.ShapeHolds) return (await ShapeAsync(source, session, now), false);
        if (link.State is CrmState.Checking or CrmState.Syncing) return (await PageAsync(link, source, session, null, now), true);
        if (link.WritesBack && await writing.DueAsync(link, now) is { } due) return (await writing.AskAsync(link, source, session, due, now), false);
        if (await errors.DueAsync(link, now) is { Count: > 0 } again) return (await AgainAsync(source, session, again, now), false);
        if (link.PollAt is null || link.PollAt <= now) return (await PageAsync(link, source, session, CrmRules.Since(link.Mark), now), true);
        if (source.ListsGoneApart && (link.GoneAt is null || link.GoneAt <= now)) return (await GoneAsync(link, source, session, now), true);
        return (l => RestAsync(l, source, now), false);
    }

    private async Task<Func<CrmLink, Task>> ShapeAsync(IDealSource source, SourceSession session, DateTimeOffset now)
    {
        var reply = await source.ShapeAsync(session);
        if (reply.Fault is { } fault) return l => faults.WriteAsync(l, source, fault, now);
        await shelf.EnsureBuiltInAsync(now);
        var version = await shelf.ChooseAsync(null, null, null);
        var book = await shelf.OpenAsync(version.ProcessId, version.Number);
        return async l =>
        {
            await shelf.EnsureBuiltInAsync(now);
            (l.Shape, l.ShapeAt, l.Misses, l.NextAt) = (CrmSays.Written(reply.Value!), now, 0, now);
            if (l is not { State: CrmState.Checking, Cursor: null } || CrmRules.Unplaced(reply.Value!, l.Stages, book) is not { Count: > 0 }) return;
            (l.State, l.NextAt) = (CrmState.Asking, null);
            await desk.ShowAsync(l, source, now);
        };
    }

    private async Task<Func<CrmLink, Task>> PageAsync(CrmLink link, IDealSource source, SourceSession session, DateTimeOffset? since, DateTimeOffset now)
    {
        var reply = await NamedAsync(link, source, session, await source.ChangesAsync(session, since, link.Cursor));
        if (reply.Fault is { } fault) return l => Begun(l, fault, now) ? Task.CompletedTask : faults.WriteAsync(l, source, fault, now);
        var (page, theirNow) = (reply.Value!, session.TheirNow);
        // somebody or some stage that came after these were read
        if (CrmSays.Of(link) is var says && page.Deals.Any(says.Misses) && now - link.ShapeAt > CrmRules.ShapeHoldsAtLeast) return await ShapeAsync(source, session, now);
        return async l =>
        {
            l.Misses = 0;
            if (l.State == CrmState.Checking) await pages.CheckAsync(l, source.Name, page.Deals, now);
            else if (!await pages.ApplyAsync(l, source.Name, page.Deals, now))
            {
                l.NextAt = now;
                return;
            }
            // a dry run has seen nothing that was kept
            if (l.State != CrmState.Checking) foreach (var deal in page.Deals) if (l.PassMark is null || deal.Modified > l.PassMark) l.PassMark = deal.Modified;
            (l.Cursor, l.NextAt) = (page.Next, now);
            if (page.Next is null) await EndedAsync(l, source, link.PollAt, theirNow, now);
            else if (l.State != CrmState.Live) await desk.ShowAsync(l, source, now);
        };
    }

    /// <summary>Where a pass was to go on is not known there any more, after a long pause: it begins anew, and what was read already is passed over.</summary>
    private static bool Begun(CrmLink link, SourceFault fault, DateTimeOffset now)
    {
        if (fault.Kind != SourceFaultKind.Invalid || link.Cursor is null) return false;
        (link.Cursor, link.NextAt) = (null, now);
        if (link.State == CrmState.Checking) link.CountAnew();
        return true;
    }

    /// <summary>What is known already, and comes only because two polls overlap, costs no request of its own.</summary>
    private async Task<SourceReply<SourcePage>> NamedAsync(CrmLink link, IDealSource source, SourceSession session, SourceReply<SourcePage> reply)
    {
        if (reply.Value is not { } page) return reply;
        var fresh = link.State == CrmState.Checking ? page.Deals : await pages.FreshAsync(link, page.Deals);
        if (fresh.Count == 0) return reply;
        var named = await source.NamedAsync(session, fresh);
        if (named.Value is not { } some) return new SourceReply<SourcePage>(null, named.Fault);
        var of = some.DistinctBy(d => (d.Id, d.Modified)).ToDictionary(d => (d.Id, d.Modified));
        return reply with { Value = page with { Deals = [.. page.Deals.Select(d => of.GetValueOrDefault((d.Id, d.Modified), d))] } };
    }

    private async Task EndedAsync(CrmLink link, IDealSource source, DateTimeOffset? polled, DateTimeOffset? theirNow, DateTimeOffset now)
    {
        link.ReadAt = now;
        if (link.State == CrmState.Checking) (link.State, link.NextAt, link.PassMark) = (CrmState.Checked, null, null);
        else
        {
            var first = link.State == CrmState.Syncing;
            link.Mark = CrmRules.MarkAfter(link.PassMark ?? link.Mark, theirNow);
            (link.State, link.PassMark, link.Why) = (CrmState.Live, null, null);
            // a webhook may have asked for the next one meanwhile
            if (first || link.PollAt == polled) link.PollAt = now + CrmRules.PollEvery;
            if (first) (link.LiveAt, link.GoneAt) = (now, now + CrmRules.GoneEvery);
            if (first) await pages.OfferAllAsync(link, now);
            await RestAsync(link, source, now);
            if (!first) return;
        }
        await desk.ShowAsync(link, source, now);
    }

    private async Task<Func<CrmLink, Task>> AgainAsync(IDealSource source, SourceSession session, List<string> ids, DateTimeOffset now)
    {
        var reply = await source.DealsAsync(session, ids);
        if (reply.Fault is { } fault) return l => faults.WriteAsync(l, source, fault, now);
        var deals = reply.Value!;
        return async l =>
        {
            (l.NextAt, l.Misses) = (now, 0);
            var gone = ids.Except(deals.Select(d => d.Id)).ToList();
            if (await ends.GoneAsync(l, source.Name, gone, now)) return;
            await errors.ClearAsync(l, gone);
            await pages.ApplyAsync(l, source.Name, deals, now, again: true);
        };
    }

    private async Task<Func<CrmLink, Task>> GoneAsync(CrmLink link, IDealSource source, SourceSession session, DateTimeOffset now)
    {
        var reply = await source.GoneAsync(session, link.GoneCursor);
        if (reply.Fault is { } fault) return l => faults.WriteAsync(l, source, fault, now);
        return async l =>
        {
            await ends.GoneAsync(l, source.Name, [.. reply.Value!.Deals.Select(d => d.Id)], now);
            // a webhook has asked anew meanwhile
            if (l.GoneAt != link.GoneAt || l.GoneCursor != link.GoneCursor)
            {
                (l.Misses, l.NextAt) = (0, now);
                return;
            }
            (l.GoneCursor, l.Misses, l.NextAt) = (reply.Value.Next, 0, now);
            if (l.GoneCursor is null) l.GoneAt = now + CrmRules.GoneEvery;
        };
    }

    /// <summary>Nothing is due: when something will be.</summary>
    private async Task RestAsync(CrmLink link, IDealSource source, DateTimeOffset now)
    {
        var next = await writing.HearAsync(link, now) ? now : link.PollAt ?? now;
        if (source.ListsGoneApart && link.GoneAt < next) next = link.GoneAt.Value;
        if (link.WritesBack && now + CrmRules.HearEvery < next) next = now + CrmRules.HearEvery;
        if (await db.CrmErrors.Where(e => e.LinkId == link.Id).MinAsync(e => e.NextAt) is { } retry && retry < next) next = retry;
        if (link.WritesBack && await writing.NextAsync(link) is { } write && write < next) next = write;
        link.NextAt = next;
    }
}
