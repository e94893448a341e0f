using System;

namespace Violations;

public class Member
{
    public AppDomain field = AppDomain.CurrentDomain;

    // Leaves nothing in the IL but an attribute that the device does not have.
    public required int attributed;

    // A base class that the device has, and a method of it that it does not.
    public class Overridden : Exception
    {
        public override Exception GetBaseException() => this;
    }

    public static void Absent() => GC.Collect();

    // The host's compiler chooses what the device lacks: a string handler, and Monitor.Enter(object, ref bool).
    public static string Interpolated(int value) => $"{value}";

    public static void Locked(object gate)
    {
        lock (gate) { }
    }
}
