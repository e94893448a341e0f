using System;
using System.Collections.Generic;
using MeterFirmware.Gbcs;
using MeterFirmware.Hal;
using MeterFirmware.Tests.Gbcs;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>A flash, and what a meter that starts on it does.</summary>
/// <param name="Name">Of a-z, 0-9 and '-'; begins the id of its cuts.</param>
/// <param name="Kind">A <see cref="Core.MeterKind"/>.</param>
/// <param name="Writes">How many writes and deletes the steps and the start before them make together.</param>
/// <param name="Steps">What the meter does, in order.</param>
internal sealed record Scenario(string Name, int Kind, int Writes, params IReadOnlyList<Step> Steps)
{
    /// <summary>Makes what is special about the flash, after the meter has run on it.</summary>
    public Action<IRecordStore> Prepare { get; init; } = _ => { };

    /// <summary>What the meter does before, with no cut in it. It ends with a commit.</summary>
    public Action<MeterRig> Before { get; init; } = _ => { };

    /// <summary>When a meter starts after a cut, seconds after the noon of <see cref="MeterRig"/>.</summary>
    public int Restart { get; init; } = 1;

    /// <summary>
    /// True if a start tells another time than the one before, finds an outage, or begins something anew: then recovery is
    /// itself a step.
    /// </summary>
    public bool IsClockSet { get; init; }

    /// <summary>The write that the flash refuses, from 1; 0 if it takes all.</summary>
    public int RefusedWrite { get; init; }

    /// <summary>
    /// How often the meter committed before: 0 is a meter that never ran, after 1 it has one copy, after 4 and 5 two with either
    /// of them newest.
    /// </summary>
    public IReadOnlyList<int> CommitsBefore { get; init; } = [4, 5];

    /// <summary>The message codes of its commands.</summary>
    public IEnumerable<int> Codes
    {
        get
        {
            foreach (Step step in Steps)
            {
                var envelope = new Envelope();
                if (step.Message != null && envelope.Parse([.. step.Message], step.Message.Length))
                {
                    yield return envelope.MessageCode;
                }
            }
        }
    }

    /// <summary>False if a start does not know the time, as after an outage.</summary>
    public bool KnowsTime { get; init; } = true;

    /// <summary>The first tick of a meter, a second after its start.</summary>
    public void FirstTick(MeterRig meter) =>
        meter.Meter.Tick(1_000, KnowsTime, KnowsTime ? MeterRig.Noon2030 + Restart : 0);

    /// <summary>Commits something with the clock at a second.</summary>
    public static void HalfHour(MeterRig meter)
    {
        meter.Tick(1);
        meter.Meter.CountPulses(137);
        meter.Tick(1800);
    }
}
