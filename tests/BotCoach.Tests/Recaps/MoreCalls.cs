using BotCoach.Deals;
using BotCoach.Recaps;
using BotCoach.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Recaps;

/// <summary>Calls of Rita's with Dana that are done long since: each with its transcript, none with a card.</summary>
internal static class MoreCalls
{
    public static Task AddAsync(IServiceProvider services, RecapHouse of, int count)
    {
        var db = services.GetRequiredService<BotCoachDb>();
        var packed = ImportSource.Pack(new MemoryStream(RecapHouse.File));
        for (var i = 0; i < count; i++)
        {
            var call = new Call { WorkspaceId = of.Host.WorkspaceId, Id = Guid.CreateVersion7(), PersonId = of.Rita.PersonId, DealId = of.Acme, Title = $"Call {i}", HeldOn = new(2026, 3, 2), State = CallState.Done, MadeAt = of.Host.Clock.Now };
            db.Calls.Add(call);
            db.CallTranscripts.Add(new CallTranscript { WorkspaceId = call.WorkspaceId, CallId = call.Id, Content = packed, MadeAt = call.MadeAt });
        }
        return Task.CompletedTask;
    }
}
