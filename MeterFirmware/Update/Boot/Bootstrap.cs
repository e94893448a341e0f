using MeterFirmware.Crypto;

namespace MeterFirmware.Boot
{
    /// <summary>
    /// Chooses the slot to start, by the table "state found at start -> action" of DESIGN.md. It writes before it starts:
    /// a trial that is not on the flash as begun would never end.
    /// </summary>
    public sealed class Bootstrap
    {
        /// <summary>Neither slot holds an image that verifies.</summary>
        public const int NoSlot = -1;

        private readonly BootRecord record;
        private readonly SlotImage image;
        private readonly byte[] mark = new byte[SlotStore.MarkLength];

        /// <summary>Chooses among the slots of a storage.</summary>
        public Bootstrap(BootRecord record, SlotImage image)
        {
            this.record = record;
            this.image = image;
            Version = new byte[OtaHeader.VersionLength];
            Digest = new byte[Sha256.DigestLength];
        }

        /// <summary>True if the slot that was chosen is on trial.</summary>
        public bool IsTrial { get; private set; }

        /// <summary>The version in the slot that was chosen, most significant octet first.</summary>
        public byte[] Version { get; }

        /// <summary>The digest of the image in the slot that was chosen.</summary>
        public byte[] Digest { get; }

        /// <summary>Chooses.</summary>
        /// <returns>The slot, or <see cref="NoSlot"/>.</returns>
        public int Choose()
        {
            IsTrial = false;
            if (!record.Load())
            {
                return ChooseWithoutRecord();
            }
            if (record.State == BootState.Testing)
            {
                // It ran and did not confirm. If this cannot be written the next start finds the same and does the same.
                GoBack(record.ActiveSlot, BootReason.NotConfirmed);
            }
            else if (record.State == BootState.TestPending)
            {
                if (!Verifies(record.TrialSlot))
                {
                    GoBack(record.ActiveSlot, BootReason.BadImage);
                }
                else if (Begin())
                {
                    IsTrial = true;
                    return record.TrialSlot;
                }
            }
            return ChooseConfirmed();
        }

        private bool Begin()
        {
            return record.Save(BootState.Testing, record.ActiveSlot, record.TrialSlot, BootReason.None, record.Attempt);
        }

        private void GoBack(int activeSlot, int reason)
        {
            record.Save(BootState.RolledBack, activeSlot, record.TrialSlot, reason, record.Attempt);
        }

        private int ChooseConfirmed()
        {
            int active = record.ActiveSlot;
            if (Verifies(active))
            {
                return active;
            }
            int other = 1 - active;
            if (!Verifies(other))
            {
                return NoSlot;
            }
            GoBack(other, BootReason.ActiveDamaged);
            return other;
        }

        // A board as its maker leaves it, or one whose records were lost: the newest that verifies.
        private int ChooseWithoutRecord()
        {
            bool second = Verifies(1);
            byte[] secondVersion = new byte[OtaHeader.VersionLength];
            System.Array.Copy(Version, 0, secondVersion, 0, secondVersion.Length);
            bool first = Verifies(0);
            if (!first && !second)
            {
                return NoSlot;
            }
            int slot = first && (!second || OtaHeader.CompareVersions(Version, 0, secondVersion, 0) >= 0) ? 0 : 1;
            if (slot == 1)
            {
                Verifies(1);
            }
            record.Save(BootState.Confirmed, slot, slot, BootReason.None, 0);
            return slot;
        }

        private bool Verifies(int slot)
        {
            if (image.Verify(slot, mark) != ImageResult.Good)
            {
                return false;
            }
            image.Header.CopyVersion(Version, 0);
            System.Array.Copy(image.Digest, 0, Digest, 0, Digest.Length);
            return true;
        }
    }
}
