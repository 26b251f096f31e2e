using System.Globalization;
using BotCoach.Crm.Wire;
using BotCoach.Deals;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Crm;

/// <summary>What is written to a CRM for what somebody approved, and when it is not. Pure.</summary>
internal static class CrmWriteRules
{
    private const char Between = '/';

    /// <summary>Where a deal stands, as it is kept until it is written.</summary>
    public static string PlaceOf(Deal deal) => $"{deal.StageId}{Between}{deal.Status}";

    /// <summary>What both agree on once this was written: as it will be read there, where no fit and lost may be one.</summary>
    public static (string Field, string? Value)[] Agreed(string place, SourceWrite write, SourceDeal stands, CrmSays says, StageBook book)
    {
        var there = stands with { StageId = says.Shape.Stages.Any(s => s.Id == write.Text) ? write.Text : stands.StageId, Outcome = write.Outcome };
        return [("stage", place.Split(Between)[0]), ("status", CrmRules.Read(there, says, book, Guid.Empty, 0).Deal?.Status.ToString() ?? place.Split(Between)[1])];
    }

    /// <summary>A next step as it is written: its day stands in its words where it has no field of its own.</summary>
    public static string StepWords(string text, LocalDate? on) => on is { } day ? $"{text} (by {day.ToString("d MMM uuuu", CultureInfo.InvariantCulture)})" : text;

    /// <summary>The field in which the CRM has something else than when both last agreed, and than what is to be written.</summary>
    public static (string Field, string? Theirs)? Differs(CrmWriteBack due, IDealSource source, SourceDeal stands, CrmSays says, IReadOnlyDictionary<string, string> said, StageBook book)
    {
        if (due.What == CrmWritten.NextStep)
            return source.ReadsNextStep && stands.NextStep is { } there && there != said.GetValueOrDefault("next-step") && there != due.Text && there != StepWords(due.Text, due.On) ? ("next-step", there) : null;
        if (due.What == CrmWritten.Note) return null;
        var (read, _) = CrmRules.Read(stands, says, book, Guid.Empty, 0);
        if (read is null) return null;
        var (stage, status) = (due.Text.Split(Between)[0], due.Text.Split(Between)[1]);
        if (read.Status.ToString() != said.GetValueOrDefault("status") && read.Status.ToString() != status) return ("status", read.Status.ToString());
        return read.Status == DealStatus.Open && read.Stage != said.GetValueOrDefault("stage") && read.Stage != stage ? ("stage", read.Stage) : null;
    }

    /// <summary>Null: none of their stages is this one.</summary>
    public static SourceWrite? WriteOf(CrmWriteBack due, string theirId, SourceDeal stands, CrmSays says, StageBook book, bool stepIsField)
    {
        var write = new SourceWrite(theirId, SourceWriteKind.Note, due.Text) { Mark = due.Id.ToString("N"), Earlier = due.Made, MayHaveArrived = due.MayHaveArrived };
        if (due.What == CrmWritten.Note) return write with { Earlier = null };
        if (due.What == CrmWritten.NextStep) return write with { Kind = SourceWriteKind.NextStep, On = due.On?.ToDateOnly(), Text = stepIsField ? StepWords(due.Text, due.On) : due.Text };
        var pipeline = says.StageOf(stands)?.Pipeline;
        var outcome = due.Text.Split(Between)[1] switch { nameof(DealStatus.Won) => SourceOutcome.Won, nameof(DealStatus.Open) => SourceOutcome.Open, _ => SourceOutcome.Lost };
        // of several that end a deal, the one that reads back as what it is here
        var wanted = outcome == SourceOutcome.Open ? due.Text.Split(Between)[0] : due.Text.Split(Between)[1].ToLowerInvariant();
        var fitting = says.Shape.Stages.Where(s => s.Outcome == outcome && (outcome != SourceOutcome.Open || CrmRules.StageOf(s, says.Stages, book) == wanted)).OrderByDescending(s => CrmRules.StageOf(s, says.Stages, book) == wanted).ToList();
        var stage = fitting.Find(s => s.Pipeline == pipeline) ?? fitting.FirstOrDefault();
        // a platform whose stages do not end a deal has a field of its own for that
        if (stage is null && outcome != SourceOutcome.Open && says.Shape.Stages.All(s => s.Outcome == SourceOutcome.Open)) return write with { Kind = SourceWriteKind.Stage, Outcome = outcome };
        return stage is null ? null : write with { Kind = SourceWriteKind.Stage, Text = stage.Id, Pipeline = stage.Pipeline, Outcome = outcome };
    }
}
