namespace BotCoach.Deals;

/// <summary>How what was read is judged.</summary>
internal ref partial struct Weighed
{
    public readonly bool SaysNothing => Content < _need ? !IsShortAnswer : _asked.IsKnown && IsEmptyAllTheSame;

    /// <summary>Nothing but what fills a field: other words may be names.</summary>
    public readonly bool HoldsNoName => Content == 0
        && (_words == 0 || _isBehindNa || IsSpelledOut || IsToCome || (_marks > 0 && (_words > 1 || All(Says.Unknown | Says.Filler) || _all == Says.Nothing)));

    /// <summary>Nothing that may follow changes what is said.</summary>
    public readonly bool IsDecided => _need == 1 && !_isPointer && Content > _places
        && (!_asked.IsKnown || Content > 2 || (Content == 2 && _strong > 0 && _small == 0 && _words > 4 && !First(Says.Write)));

    private readonly bool All(Says says) => (_all & says) != 0;

    private readonly bool First(Says says) => (_first & says) != 0;

    /// <summary>It has a word of its own, which says nothing here.</summary>
    private readonly bool IsEmptyAllTheSame => IsLoneFigure || IsList || IsPasted || IsSomebodyWhoKnows || IsOfWhatIsAsked || IsPraise || IsToHappen || IsPromise || IsOfTheRep
        || IsSent || IsPointer || IsOpenAtLast || (All(Says.Nobody) && _words < 4);

    /// <summary>"7" to a problem, "milestone 1".</summary>
    private readonly bool IsLoneFigure => _small == 1 && (_words == 1
        ? !_asked.IsWhich && !_asked.IsRating && !_asked.TakesTime && _asked.How != AskedHow.YesOrNo
        : Content == 2 && !_asked.IsWhich && (_repeated == _words - 1 || (_words == 2 && _isLastFigure)));

    /// <summary>"KPI 1, KPI 2".</summary>
    private readonly bool IsList => _listed > 1 && _small > 0 && Content == 2;

    /// <summary>Most of a long question's words, and hardly another.</summary>
    private readonly bool IsPasted => _asked.Count > 4 && _strong == 0 && Content < 3 && Content * 3 <= _repeated && _repeated * 5 >= _asked.Count * 3;

    /// <summary>"Tom knows", "Tom to fill", "file attached".</summary>
    private readonly bool IsSomebodyWhoKnows
    {
        get
        {
            if (_words > 4 || Content > 2 || _hasFigures || _isQuoted || _asked.IsOfSteps || _asked.How == AskedHow.YesOrNo || First(Says.Knows | Says.They) || All(Says.None)) return false;
            if (Content == _places && All(Says.Pointer)) return true;
            if (_contents != 1) return Content == _places && All(Says.Knows);
            return All(Says.Knows) || (All(Says.Will) && All(Says.Known)) || (All(Says.Write) && _capitals == 1 && (First(Says.Write) || All(Says.Will | Says.To)));
        }
    }

    /// <summary>"requirements doc": where one is pointed to.</summary>
    private readonly bool IsOfWhatIsAsked => _places == 1 && Content == 1 && _repeated == 1 && _words == 2 && _asked.How == AskedHow.Label;

    /// <summary>"see risks", "see Tom's call", but not "see margins by job".</summary>
    private readonly bool IsPointer => _isPointer && Content < Enough && (_isPointed || (_capitals > 0 && _words < 5) || Content < EnoughOfSoft || _words < 3);

    /// <summary>"doc sent": where it may be found.</summary>
    private readonly bool IsSent => _asked.How == AskedHow.Statement && _places == 1 && Content == 1 && _words == 2 && First(Says.Place) && !_hasFigures;

    /// <summary>"scope tbd".</summary>
    private readonly bool IsOpenAtLast => _isOpenLast && Content == 1 && _capitals == 0 && _words < 5 && !_hasFigures && !All(Says.Limit);

    /// <summary>"to be negotiated", "will learn more".</summary>
    private readonly bool IsToHappen => Content < 2 && (_isToBe || (_isToCome && (_words < 4 || _isOfIt) && !_isDated && _capitals == 0 && !_asked.IsOfSteps && !_asked.IsOfNeeds));

    /// <summary>"good feedback".</summary>
    private readonly bool IsPraise => First(Says.Fine) && _words == 2 && Content == 1 && _capitals == 0 && !_asked.IsRating;

    /// <summary>"check with Jana tomorrow".</summary>
    private readonly bool IsPromise => First(Says.Write) && Content < EnoughOfUnknown && !_hasFigures && !_asked.IsOfSteps && (All(Says.Later) || (All(Says.Time) && !All(Says.Month)));

    /// <summary>"need more coffee before I can answer this".</summary>
    private readonly bool IsOfTheRep => All(Says.Me) && All(Says.Write | Says.Later) && _strong == 0 && !_hasFigures && !_isQuoted && !_asked.IsOfSteps
        && Content <= (First(Says.Me) || All(Says.Will) ? 2 : 1);

    /// <summary>"to be determined", "not yet".</summary>
    private readonly bool IsToCome => (All(Says.To) && All(Says.Will)) || (All(Says.Yet) && All(Says.No | Says.None));

    /// <summary>"t b d".</summary>
    private readonly bool IsSpelledOut => _letterCount == _words && (!_asked.IsKnown || (PlaceholderWords.Of(_letters).Says & Mark) != 0);

    /// <summary>What says nothing by its words, and is what the question wants all the same.</summary>
    private readonly bool IsShortAnswer
    {
        get
        {
            if (_words == 0 || IsSpelledOut) return false;
            if (_asked.IsOfPeople && Content == 0 && !_isBehindNa && IsCalled) return true;
            // without a question a sentence is taken for one, whatever it says
            if (!_asked.IsKnown) return (_words > 5 && _marks < _words) || (Content == 0 && _marks == 0 && _need == 1 && !_isBehindNa && !IsToCome);
            if (_repeated == 0 && (IsAbbreviation || (_asked.IsOfAccount && _titled == _words && IsFirm))) return true;
            if (_offered > 0 && !(_offered > 1 && _words == _offered + 1) && (_marks == 0 || _offered == _words) && (_repeated == 0 || (_offered == 1 && _repeated <= 2))) return true;
            if (_isQuoted && _words > 1 && (_words > 3 || !All(Says.Unknown | Says.Pointer))) return true;
            if (_asked.How == AskedHow.YesOrNo && IsYesOrNo) return true;
            if (_asked.TakesNone && First(Says.None) && !All(Says.Unknown) && !(All(Says.Write) && All(Says.Me | Says.Will | Says.Later))) return true;
            if (_need > 1 || _marks > 0 || _isUnknown) return false;
            if (_dull > 0 && !_isMore && !All(Says.Write | Says.Me | Says.Worn | Says.Praise) && (_repeated == 0 || _asked.How != AskedHow.Label)) return true;
            if ((_plain > 1 || (_plain > 0 && _asked.IsOfDoing && First(Says.They) && !_isOfIt && !All(Says.Worn))) && IsOfEveryDay) return true;
            if (_asked.IsOfSource && (First(Says.They) || (First(Says.Them) && _words > 2))) return true;
            // "too early for them"
            if (All(Says.Too) && _asked.IsRating) return true;
            if (All(Says.Too) && All(Says.Them) && !All(Says.Known | Says.Write | Says.Me)) return true;
            // "a day each week", "not this year"
            if ((_times > 1 || (_isDated && (All(Says.No) || (_words > 3 && !All(Says.Worn))))) && _asked.TakesNumber && !All(Says.Later | Says.Write | Says.Will | Says.Me)) return true;
            return IsNone || IsNot || IsSome || IsConditional;
        }
    }

    /// <summary>"ok if we include onboarding", but not "fine if needed".</summary>
    private readonly bool IsConditional => _othersToIf is { } ahead && _words > 3 && _others - ahead > 1 && !All(Says.Me | Says.Later | Says.Write | Says.Known | Says.Will | Says.Yet);

    /// <summary>"Na Li", "sara".</summary>
    private readonly bool IsCalled => (_names == _words && (_words > 1 || !All(Says.Yes | Says.No | Says.Unknown))) || (_called == _words && _repeated == 0);

    /// <summary>"HE" to a segment, "REACH" to anything.</summary>
    private readonly bool IsAbbreviation => _words == 1 && _asked.How == AskedHow.Label
        && (_shouted == Says.Worn || ((_asked.IsWhich || _asked.IsOfTools) && (_shouted & Says.Glue) != 0 && (_shouted & (Says.Yes | Says.No | Says.Unknown)) == 0));

    /// <summary>"The Very Group", "None Such Records".</summary>
    private readonly bool IsFirm => !_isToBe && !All(Says.Nobody | Says.Yet | Says.Known) && (_words > 2 || (_words > 1 && _marks == 0 && _need == 1 && !All(Says.Blank)));

    /// <summary>"customers wait", "more users": two words of every day, where nobody praises, promises or points.</summary>
    private readonly bool IsOfEveryDay => !(All(Says.Yet) && First(Says.No)) && _repeated <= _plain && !_asked.IsOfAccount && !(_asked.IsNext && First(Says.More)) && !All(Says.Me | Says.Later | Says.Praise) && (First(Says.Plain) || !All(Says.Known))
        && (First(Says.They) || !All(Says.Write | Says.Pointer)) && (!First(Says.Will | Says.To | Says.Move) || _asked.IsOfNeeds);

    private readonly bool IsYesOrNo
    {
        get
        {
            if (_isUnknown || _isToBe || All(Says.Unknown) || (_asked.IsChoiceOfTwo && _words == 1 && All(Says.Yes))) return false;
            if (First(Says.Yes | Says.No) && !All(Says.Pointer)) return true;
            if (First(Says.They) && (All(Says.Yes | Says.No) || _words <= 2)) return true;
            if (All(Says.They) && All(Says.Yes | Says.No) && _marks == 0 && !All(Says.Write)) return true;
            return _need == 1 && (First(Says.Limit) || (_words <= 3 && _marks == 0 && All(Says.Yes | Says.No)) || (_words <= 2 && All(Says.Time) && _repeated < _words && !All(Says.Later)));
        }
    }

    /// <summary>"none" to what may be none, "nobody" to who, "nothing until July".</summary>
    private readonly bool IsNone
    {
        get
        {
            var isNone = All(Says.None);
            if (_asked.TakesNone && (isNone || All(Says.No) || (_asked.TakesNumber && All(Says.Limit)))) return true;
            if (_asked.TakesNothing && _repeated * 2 <= _asked.Count && ((isNone && !All(Says.Praise | Says.Me) && !First(Says.Hollow)) || (All(Says.No) && All(Says.Quantity)))) return true;
            if (First(Says.No | Says.None | Says.They) && _isDated) return true;
            // "nothing is written down", "no changes from them", "we have none and live with it"
            if (First(Says.None) && _others > 1 && !All(Says.Blank | Says.Praise | Says.Known | Says.Write | Says.Yet | Says.Later | Says.Me | Says.Pointer | Says.To | Says.Will)) return true;
            if (First(Says.No) && All(Says.Them) && !All(Says.Known | Says.Write | Says.Yet | Says.Will | Says.Later)) return true;
            if (isNone && _asked.HasNone && _asked.How == AskedHow.Statement && !All(Says.Known | Says.Write | Says.Later)) return true;
            // "none this year", "nothing, they say"
            if (First(Says.None) && (All(Says.They | Says.Limit) || (All(Says.Time) && _words > 1)) && !All(Says.Write | Says.Will | Says.Yet) && (All(Says.They) || !All(Says.Blank))) return true;
            // "nobody applies"
            if ((First(Says.NoPerson) || (All(Says.NoPerson) && _words > 2)) && !All(Says.Yet | Says.Write | Says.Will | Says.Later | Says.Blank) && ((_words > 1 && _repeated == 0) || First(Says.None) && _words > 1 || (_asked.IsOfPeople && _asked.How == AskedHow.Open))) return true;
            if (First(Says.None) && First(Says.Quantity) && _words == 1 && _asked.How == AskedHow.Statement) return First(Says.No);
            return First(Says.None) && _words <= 3 && !All(Says.Praise | Says.Blank) && (_asked.HasNone || (_asked.How == AskedHow.Statement && _asked.IsOfPeople));
        }
    }

    /// <summary>Bad news: "no budget line", "no tool", "they don't like it", "confirmed, not allocated".</summary>
    private readonly bool IsNot
    {
        get
        {
            if (!All(Says.No)) return false;
            var isFirst = First(Says.No);
            if (_asked.IsRating) return true;
            // "no, asks for a week"
            if (_isNoWith && !All(Says.Yet | Says.Write | Says.Will | Says.Later | Says.Known | Says.Me | Says.Praise) && _others > 1) return true;
            if (_asked.How == AskedHow.Statement && _asked.HasNo) return false;
            if (_repeated > 1 && !isFirst && _isNoLast && _asked.How == AskedHow.Statement) return true;
            if (_isNoBehind && !isFirst && _asked.How == AskedHow.Statement && _repeated > 1) return true;
            if (All(Says.Yet)) return false;
            if (First(Says.They) && _words > 1 && _repeated * 2 <= _asked.Count) return true;
            return isFirst && !All(Says.Known) && (_isNoThing || (_isNoBehind && _asked.How == AskedHow.Label && !All(Says.Praise)));
        }
    }

    /// <summary>"all", "only we signed".</summary>
    private readonly bool IsSome =>
        ((_asked.IsWhich || _asked.HasChoices || (_asked.HasNo && _asked.How == AskedHow.Open)) && All(Says.Quantity | Says.Limit)) || (_asked.How == AskedHow.Statement && All(Says.Limit) && _repeated > 0);
}
