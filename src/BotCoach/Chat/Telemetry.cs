using System.Diagnostics;
using System.Diagnostics.Metrics;
using BotCoach.Channels;

namespace BotCoach.Chat;

/// <summary>
/// What BotCoach tells of its own work: a span and a duration of each inbound, of each unit of a chore that did something, and of each message that is sent. The trace of
/// an inbound or a chore goes on in the messages that it led to. Names are those of the wire (<c>nudge.snooze</c>) and of our own code: no words, no person, no company.
/// </summary>
internal static class Telemetry
{
    /// <summary>Of the traces, and of the figures.</summary>
    public const string Name = "BotCoach";

    private static readonly ActivitySource Traces = new(Name);
    private static readonly Meter Figures = new(Name);

    private static readonly Histogram<double> Inbounds = Figures.CreateHistogram<double>("botcoach.inbound.duration", "s", "From an inbound to its reply.");
    private static readonly Histogram<double> Chores = Figures.CreateHistogram<double>("botcoach.chore.duration", "s", "A unit of a chore's work that did something.");
    private static readonly Histogram<double> Sends = Figures.CreateHistogram<double>("botcoach.message.duration", "s", "An attempt to send or edit a message.");
    private static readonly Histogram<double> Delays = Figures.CreateHistogram<double>("botcoach.message.delay", "s", "From when a message was made to when it was first sent.");
    private static readonly Counter<long> Faults = Figures.CreateCounter<long>("botcoach.faults", null, "What went wrong on our side.");

    /// <summary>Where what is done now belongs to, for a message that it leads to; null while nobody listens.</summary>
    public static string? Here => Activity.Current is { Source.Name: Name, Recorded: true } now ? now.Id : null;

    public static async Task<Reply> OfInboundAsync(Inbound inbound, TimeProvider clock, Func<Task<Reply>> answer)
    {
        var what = WhatOf(inbound);
        using var span = Traces.StartActivity(what, ActivityKind.Server);
        span?.SetTag("botcoach.channel", inbound.Caller.Channel);
        var began = clock.GetTimestamp();
        var reply = await answer();
        span?.SetTag("botcoach.reply", reply.GetType().Name);
        Inbounds.Record(clock.GetElapsedTime(began).TotalSeconds, new("botcoach.inbound", what), new("botcoach.channel", inbound.Caller.Channel));
        return reply;
    }

    /// <param name="did">How much was done: of none nothing is told, unless it failed.</param>
    public static async Task<T> OfChoreAsync<T>(Type chore, TimeProvider clock, Func<Task<T>> unit, Func<T, int> did)
    {
        using var span = Traces.StartActivity(chore.Name);
        var began = clock.GetTimestamp();
        var result = await unit();
        if (did(result) > 0) Chores.Record(clock.GetElapsedTime(began).TotalSeconds, new KeyValuePair<string, object?>("botcoach.chore", chore.Name));
        else if (span is { Status: not ActivityStatusCode.Error }) span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        span?.SetTag("botcoach.done", did(result));
        return result;
    }

    public static async Task<T> OfSendingAsync<T>(OutgoingMessage message, TimeProvider clock, Func<Task<T>> send, Func<T, string> outcome)
    {
        using var span = Traces.StartActivity(message.Reference is null ? "send" : "edit", ActivityKind.Producer, message.Trace);
        span?.SetTag("botcoach.channel", message.Channel).SetTag("botcoach.lane", $"{message.Lane}");
        var began = clock.GetTimestamp();
        var result = await send();
        KeyValuePair<string, object?>[] tags = [new("botcoach.channel", message.Channel), new("botcoach.outcome", outcome(result))];
        span?.SetTag(tags[1].Key, tags[1].Value);
        Sends.Record(clock.GetElapsedTime(began).TotalSeconds, tags);
        if (message is { SentRevision: 0, Attempts: <= 1 }) Delays.Record(Math.Max(0, (clock.GetUtcNow() - message.CreatedAt).TotalSeconds), tags[0]);
        return result;
    }

    /// <summary>Told by its kind: what a fault says may hold words of somebody.</summary>
    public static void Fault(Exception fault)
    {
        Activity.Current?.SetStatus(ActivityStatusCode.Error, fault.GetType().Name);
        Faults.Add(1, new KeyValuePair<string, object?>("botcoach.fault", fault.GetType().Name));
    }

    private static string WhatOf(Inbound inbound) => inbound switch
    {
        ButtonPressed pressed => pressed.Action,
        FormSubmitted form => form.Action,
        MessageActioned actioned => actioned.Action,
        OptionsAsked options => options.Source,
        _ => inbound.GetType().Name,
    };
}
