namespace MeterFirmware.Update
{
    /// <summary>Where the firmware update stands in the hot image: 128 octets from 640 on. DESIGN.md is their table.</summary>
    public static class UpdateLayout
    {
        /// <summary>Where the region begins.</summary>
        public const int Start = 640;

        /// <summary>Where it ends: the octet after its last.</summary>
        public const int End = 768;

        /// <summary>One octet, an <see cref="ActivationState"/>.</summary>
        public const int State = Start;

        /// <summary>One octet, the slot of the remote party whose command it is.</summary>
        public const int Party = 641;

        /// <summary>One octet, what wants to be sent: bits of <see cref="UpdateDue"/>.</summary>
        public const int Due = 642;

        /// <summary>One octet, an <see cref="ActivationOutcome"/>: that of the last activation.</summary>
        public const int Outcome = 643;

        /// <summary>Eight octets, the originator counter of the command.</summary>
        public const int Counter = 644;

        /// <summary>Four octets, when a future-dated command is due, seconds since 2000-01-01T00:00:00Z.</summary>
        public const int Time = 652;

        /// <summary>32 octets, the manufacturer image hash of the command.</summary>
        public const int Hash = 656;

        /// <summary>Four octets, the version that runs, most significant octet first.</summary>
        public const int RunningVersion = 688;

        /// <summary>One octet, 1 from a planned restart on until the start after it.</summary>
        public const int RestartMarker = 692;

        /// <summary>One octet, 1 if the command was future-dated.</summary>
        public const int FutureDated = 693;

        /// <summary>Two octets, the alert code of the receipt that is due.</summary>
        public const int ReceiptCode = 694;

        /// <summary>One octet, a <see cref="Update.ReceiveState"/>.</summary>
        public const int ReceiveState = 696;

        /// <summary>One octet, the slot that is received into.</summary>
        public const int ReceiveSlot = 697;

        /// <summary>Two octets, how many segments of it are stored.</summary>
        public const int ReceiveSegments = 698;

        /// <summary>36 octets, the digest so far; when all is received, 32 octets of the calculated hash.</summary>
        public const int ReceiveDigest = 700;

        /// <summary>Four octets, the last time known to have run, seconds since 2000-01-01T00:00:00Z; 0 for never.</summary>
        public const int LastSeen = 736;

        /// <summary>One octet, 1 from an outage on until its end is known with a time.</summary>
        public const int RestoreWaits = 740;

        /// <summary>One octet, 1 from an outage's end on until the Power Event Log has it.</summary>
        public const int OutageUntold = 741;

        /// <summary>Four octets, when the outage began, as <see cref="LastSeen"/>.</summary>
        public const int OutageFrom = 744;

        /// <summary>Four octets, the version that was last confirmed, most significant octet first.</summary>
        public const int ConfirmedVersion = 748;

        /// <summary>Four octets, which request the trial is of, as the bootstrap's record has it.</summary>
        public const int Attempt = 752;

        /// <summary>Four octets, when the last outage ended, as <see cref="LastSeen"/>.</summary>
        public const int OutageTo = 756;
    }
}
