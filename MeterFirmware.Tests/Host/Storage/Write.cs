using System.Collections.Generic;
using MeterFirmware.Hal;

namespace MeterFirmware.Tests.Host.Storage;

/// <summary>A write as it came to a flash.</summary>
/// <param name="Before">What the flash had before it.</param>
/// <param name="Name">The record.</param>
/// <param name="Position">Where in it a part goes.</param>
/// <param name="Octets">What is written; one octet, which means nothing, for a delete.</param>
/// <param name="Kind">What is done.</param>
internal sealed record Write(
    IReadOnlyDictionary<string, byte[]> Before,
    string Name,
    int Position,
    byte[] Octets,
    WriteKind Kind
)
{
    /// <summary>The step of its scenario, from 1.</summary>
    public int Step { get; init; }

    /// <summary>Whether the step was answered before it.</summary>
    public bool IsAnswered { get; init; }

    public int Length => Octets.Length;

    /// <summary>Does the same once more.</summary>
    public void Do(IRecordStore store)
    {
        switch (Kind)
        {
            case WriteKind.Whole:
                store.Write(Name, Octets, 0, Octets.Length);
                break;
            case WriteKind.Part:
                store.WriteAt(Name, Position, Octets, 0, Octets.Length);
                break;
            default:
                store.Delete(Name);
                break;
        }
    }
}

/// <summary>What a <see cref="Write"/> does.</summary>
internal enum WriteKind
{
    /// <summary>A record as a whole.</summary>
    Whole,

    /// <summary>A part of a record.</summary>
    Part,

    /// <summary>A record goes.</summary>
    Delete,
}
