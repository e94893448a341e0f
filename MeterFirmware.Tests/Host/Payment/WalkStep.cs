namespace MeterFirmware.Tests.Host.Payment;

/// <summary>One step of a random walk: what happens, and two numbers whose meaning it gives them.</summary>
public readonly record struct WalkStep(WalkAction Action, int First, int Second);
