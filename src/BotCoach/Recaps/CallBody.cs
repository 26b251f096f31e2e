namespace BotCoach.Recaps;

/// <summary>A call as a recorder sends it.</summary>
public sealed record CallBody
{
    /// <summary>The recorder's own id of the call; sent again, it is the same call.</summary>
    public string? Id { get; init; }
    public string? Title { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? HeldAt { get; init; }

    /// <summary>Whose draft it becomes, by e-mail address or name; left out: the deal's owner, else who of the attendees is here.</summary>
    public string? Rep { get; init; }

    /// <summary>The deal's id where it comes from; left out, it is looked for.</summary>
    public string? Deal { get; init; }
    public IReadOnlyList<AttendeeBody>? Attendees { get; init; }

    /// <summary>The transcript's file as text, in any form that is read: WebVTT, SRT, SBV, Otter, Fireflies, Gong, Google Meet, or “Name: what they said”.</summary>
    public string? Transcript { get; init; }

    /// <summary>It is held back until its rep says otherwise: nothing is drafted, and no model sees it.</summary>
    public bool? Sensitive { get; init; }
}

public sealed record AttendeeBody
{
    public string? Name { get; init; }
    public string? Email { get; init; }
}

/// <summary>What became of a call that was sent.</summary>
public sealed record CallView(Guid Id, string State, string Rep);
