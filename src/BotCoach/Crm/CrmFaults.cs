using BotCoach.Crm.Wire;

namespace BotCoach.Crm;

/// <summary>What becomes of a link whose CRM did not answer as it should: it rests for as long as was asked, longer each time, or until a person has looked.</summary>
internal sealed class CrmFaults(CrmDesk desk)
{
    private const int ToldAfter = 5;
    private static readonly TimeSpan SchemaRests = TimeSpan.FromHours(1);

    public async Task WriteAsync(CrmLink link, IDealSource source, SourceFault fault, DateTimeOffset now)
    {
        var told = link.Why;
        switch (fault.Kind)
        {
            case SourceFaultKind.Throttled:
                link.NextAt = now + (fault.After ?? TimeSpan.FromSeconds(10));
                CrmSteps.Leave(link, link.NextAt.Value);
                return;
            case SourceFaultKind.Refused:
                (link.State, link.NextAt, link.Why) = (CrmState.Refused, null, fault.Why);
                break;
            case SourceFaultKind.Transient:
                link.Misses++;
                link.NextAt = now + CrmRules.PatienceAfter(link.Misses);
                if (link.Misses < ToldAfter) return;
                link.Why = $"it has not answered as it should {link.Misses} times ({fault.Why}). It is asked again";
                if (link.Misses > ToldAfter) return;
                break;
            default:
                (link.NextAt, link.Why) = (now + SchemaRests, $"{fault.Why}. Nothing is lost; it is asked again each hour");
                break;
        }
        if (link.Why != told) await desk.ShowAsync(link, source, now);
    }
}
