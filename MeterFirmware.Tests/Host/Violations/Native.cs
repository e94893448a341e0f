using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Violations;

public static class Native
{
    [DllImport("c")]
    public static extern int getpid();

    [MethodImpl(MethodImplOptions.InternalCall)]
    public static extern void InternalCall();
}
