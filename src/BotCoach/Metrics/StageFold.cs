using BotCoach.Deals;
using BotCoach.Stages;

namespace BotCoach.Metrics;

/// <summary>What is added up of one stage. Pure.</summary>
/// <param name="known">The stage in some version of its process, by which it is named where the newest has it no more.</param>
internal sealed class StageFold(Stage? known)
{
    private readonly Purse _amounts = new();
    private readonly Tally _hours = new(), _lostHours = new();
    private readonly Dictionary<string, int> _losses = new(StringComparer.OrdinalIgnoreCase);
    private int _reached, _open, _in, _on, _back, _out;
    private Rate _won;

    public void Stand(Deal deal)
    {
        _open++;
        _amounts.Add(deal.Currency, deal.Amount);
    }

    public void Reach() => _reached++;

    public void Enter() => _in++;

    public void Leave(StayEnd how, long? seconds)
    {
        if (how == StayEnd.On) _on++;
        else if (how == StayEnd.Back) _back++;
        else _out++;
        if (seconds is { } stayed) _hours.Add(stayed / 3600);
    }

    public void Lose(string? reason, long? seconds)
    {
        if (seconds is { } stayed) _lostHours.Add(stayed / 3600);
        var why = string.IsNullOrWhiteSpace(reason) ? "" : reason.Trim();
        _losses[why] = _losses.GetValueOrDefault(why) + 1;
    }

    public void Finish(bool isWon) => _won += new Rate(isWon ? 1 : 0, 1);

    public StageMetrics Sum(Guid process, string id, IReadOnlyDictionary<Guid, StageBook> newest)
    {
        var book = newest.GetValueOrDefault(process);
        var (at, now) = (book?.IndexOf(id) ?? -1, book?.Find(id) ?? known);
        return new StageMetrics(process, id, now?.Name ?? id, now?.Kind ?? StageKind.Pipeline, at < 0 ? int.MaxValue : at)
        {
            Reached = _reached, LostHours = _lostHours, Open = _open, OpenAmounts = _amounts.Sums(), In = _in, On = _on, Back = _back, Out = _out, StayHours = _hours, WonFromHere = _won, Losses = _losses,
        };
    }
}
