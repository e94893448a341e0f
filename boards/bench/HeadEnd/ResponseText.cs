using System;
using System.Collections.Generic;
using System.Linq;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>A response in words.</summary>
internal sealed class ResponseText
{
    private readonly IReadOnlyList<InstructionOutcome> outcomes;
    private readonly IReadOnlyList<string> names;

    /// <summary>Reads a response.</summary>
    /// <param name="response">The response.</param>
    /// <param name="names">What the instructions were, as far as that is known.</param>
    /// <exception cref="FormatException">It is not of a form that is known here.</exception>
    public ResponseText(MeterMessage response, IReadOnlyList<string> names)
        : this(response.Payload, names) { }

    /// <summary>Reads the payload of a response.</summary>
    /// <param name="payload">The payload, with nothing encrypted.</param>
    /// <param name="names">As above.</param>
    /// <exception cref="FormatException">It is not of a form that is known here.</exception>
    public ResponseText(byte[] payload, IReadOnlyList<string> names)
    {
        outcomes =
            DlmsResponse.IsOne(payload) ? DlmsResponse.Read(payload)
            : ActivationResponse.IsOne(payload) ? ActivationResponse.Read(payload)
            : ClockResponse.IsOne(payload) ? ClockResponse.Read(payload)
            : GbzResponse.Read(payload);
        this.names = names;
    }

    /// <summary>True if the meter did everything.</summary>
    public bool Succeeded => outcomes.All(outcome => outcome.Succeeded);

    /// <summary>One line for each instruction.</summary>
    public IEnumerable<string> Lines =>
        outcomes
            .Select((outcome, i) => (outcome, line: $"{NameOf(i)}: {outcome.Value ?? outcome.Result}"))
            .Where((one, i) => i == 0 || !one.outcome.IsAbsent)
            .Select(one => one.line);

    private string NameOf(int instruction) =>
        instruction < names.Count ? names[instruction] : $"instruction {instruction + 1}";
}
