using MeterFirmware.Core;
using MeterFirmware.Core.Events;

namespace MeterFirmware.Gbcs
{
    /// <summary>
    /// Counts what was refused, and for each cause makes one security log entry and one alert an hour at most: an attacker
    /// can neither wear the flash nor flood the network.
    /// </summary>
    public sealed class SecurityWatch
    {
        private const long Never = -1;
        private const int Causes = 5;

        private readonly MeterState state;
        private readonly int[] refused = new int[Refusal.Count];
        private readonly long[] loggedAt = new long[Causes];
        private readonly bool[] alertWaits = new bool[Causes];

        /// <summary>Watches for the meter of this state.</summary>
        public SecurityWatch(MeterState state)
        {
            this.state = state;
            for (int cause = 0; cause < Causes; cause++)
            {
                loggedAt[cause] = Never;
            }
        }

        /// <summary>How many messages were refused for a reason since the start.</summary>
        /// <param name="refusal">A <see cref="Refusal"/>.</param>
        public int GetCount(int refusal)
        {
            return refused[refusal];
        }

        /// <summary>Takes note of a refused message.</summary>
        /// <returns>True if the security log has a new entry, which wants to be committed.</returns>
        public bool Note(int refusal)
        {
            refused[refusal]++;
            int cause = CauseOf(refusal);
            if (cause < 0)
            {
                return false;
            }
            long now = state.Clock.MonotonicMilliseconds;
            bool within =
                loggedAt[cause] != Never
                && now - loggedAt[cause] < MeterParameters.AuthenticationAlertIntervalSeconds * 1000L;
            if (within)
            {
                return false;
            }
            loggedAt[cause] = now;
            alertWaits[cause] = refusal != Refusal.Replay && refusal != Refusal.NotConforming;
            state.SecurityLog.Add(CodeOf(cause), refused[refusal]);
            return true;
        }

        /// <summary>
        /// An alert that is due: it waited out its delay, and the time that it must carry is known.
        /// </summary>
        /// <returns>The alert code, once; or 0.</returns>
        public int TakeDueAlert()
        {
            for (int cause = 0; cause < Causes; cause++)
            {
                long waited = state.Clock.MonotonicMilliseconds - loggedAt[cause];
                bool due =
                    alertWaits[cause]
                    && state.Clock.IsUtcKnown
                    && waited >= MeterParameters.AuthenticationAlertDelaySeconds * 1000L;
                if (due)
                {
                    alertWaits[cause] = false;
                    return CodeOf(cause);
                }
            }
            return 0;
        }

        private static int CauseOf(int refusal)
        {
            switch (refusal)
            {
                case Refusal.WrongMac:
                case Refusal.WrongSignature:
                    return 0;
                case Refusal.UnknownOriginator:
                    return 1;
                case Refusal.NotAllowed:
                    return 2;
                case Refusal.NotConforming:
                    return 3;
                case Refusal.Replay:
                    // With the code of a message that is not allowed, and not its cause: anyone can replay, and would keep
                    // the alert of the other back for an hour.
                    return 4;
                default:
                    return -1;
            }
        }

        private static int CodeOf(int cause)
        {
            switch (cause)
            {
                case 0:
                    return EventCode.TrustedSourceAuthenticationFailure;
                case 1:
                    return EventCode.UnauthorisedAccess;
                case 3:
                    return EventCode.CommandIntegrityFailed;
                default:
                    return EventCode.OtherAuthenticationFailure;
            }
        }
    }
}
