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
    {
        outcomes =
            DlmsResponse.IsOne(response.Payload) ? DlmsResponse.Read(response.Payload)
            : ActivationResponse.IsOne(response.Payload) ? ActivationResponse.Read(response.Payload)
            : ClockResponse.IsOne(response.Payload) ? ClockResponse.Read(response.Payload)
            : GbzResponse.Read(response.Payload);
        this.names = names;
    }

    /// <summary>True if the meter did everything.</summary>
    public bool Succeeded => outcomes.All(outcome => outcome.Succeeded);

    /// <summary>One line for each instruction.</summary>
    public IEnumerable<string> Lines =>
        outcomes.Select((outcome, i) => $"{NameOf(i)}: {outcome.Value ?? outcome.Result}");

    private string NameOf(int instruction) =>
        instruction < names.Count ? names[instruction] : $"instruction {instruction + 1}";
}
