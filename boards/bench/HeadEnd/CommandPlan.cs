using System;
using System.Collections.Generic;

namespace MeterFirmware.Bench.HeadEnd;

/// <summary>A command before it has a counter.</summary>
/// <param name="Title">Its use case, for people.</param>
/// <param name="MessageCode">The use case's code.</param>
/// <param name="IsCritical">True if it is signed.</param>
/// <param name="CreatePayload">Makes the payload for a counter.</param>
/// <param name="Instructions">What its instructions are, in their order, for people.</param>
internal sealed record CommandPlan(
    string Title,
    int MessageCode,
    bool IsCritical,
    Func<long, byte[]> CreatePayload,
    IReadOnlyList<string> Instructions
);
