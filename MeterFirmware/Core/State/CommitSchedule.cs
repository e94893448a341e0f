namespace MeterFirmware.Core.State
{
    /// <summary>
    /// When the state goes to the flash without a command: every half hour, so that no more consumption than that can be
    /// missing after a sudden cut; at once when the board sees the power failing; and soon again while the flash refuses.
    /// </summary>
    public sealed class CommitSchedule
    {
        private const long Never = -1;

        private readonly MeterState state;
        private long triedAt;
        private long savedAt = Never;
        private long logsToldAt = Never;
        private int logsTold;

        /// <summary>Commits the state of a meter.</summary>
        public CommitSchedule(MeterState state)
        {
            this.state = state;
        }

        /// <summary>Commits if it is time to. Called after the clock was told the time.</summary>
        /// <param name="isWanted">True if something has happened that should not wait.</param>
        public void Tick(bool isWanted)
        {
            NoteRefusedLogs();
            long waited = state.Clock.MonotonicMilliseconds - triedAt;
            bool isUrgent = state.Store.IsFailing && waited >= MeterParameters.StorageRetrySeconds * 1000L;
            bool isUntold = state.Store.HasUntoldStart && !state.Store.IsFailing;
            if (isWanted || isUrgent || isUntold || waited >= MeterParameters.RegisterCommitIntervalSeconds * 1000L)
            {
                Commit();
            }
        }

        /// <summary>
        /// The board sees the power failing: commits, but not more often than once in
        /// <see cref="MeterParameters.PowerFailCommitIntervalSeconds"/>, so that mains that comes and goes cannot wear the
        /// flash.
        /// </summary>
        /// <returns>True if the state is on the flash.</returns>
        public bool OnPowerFailing()
        {
            long now = state.Clock.MonotonicMilliseconds;
            bool isTooSoon = savedAt != Never && now - savedAt < MeterParameters.PowerFailCommitIntervalSeconds * 1000L;
            if (isTooSoon)
            {
                return false;
            }
            savedAt = now;
            return Commit();
        }

        // A log that is refused once is as a rule refused with every half hour, and the event log has better use for its places.
        private void NoteRefusedLogs()
        {
            int untold = state.RefusedLogs - logsTold;
            long now = state.Clock.MonotonicMilliseconds;
            bool isTooSoon =
                logsToldAt != Never && now - logsToldAt < MeterParameters.LogFailureIntervalSeconds * 1000L;
            if (untold > 0 && !isTooSoon)
            {
                logsToldAt = now;
                logsTold += untold;
                state.Store.NoteRefusedLogs(untold);
            }
        }

        private bool Commit()
        {
            triedAt = state.Clock.MonotonicMilliseconds;
            state.Image.Mark();
            return state.Store.Commit();
        }
    }
}
