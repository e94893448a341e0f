using MeterFirmware.Core.State;

namespace MeterFirmware.Gbcs
{
    /// <summary>
    /// The originator counter of the last replay-checked command of each party. It is in the hot image, so it goes to the
    /// flash in the same commit as what its command did.
    /// </summary>
    public sealed class ReplayCounters
    {
        private readonly StateImage image;

        /// <summary>Binds the counters to the image that holds them.</summary>
        public ReplayCounters(StateImage image)
        {
            this.image = image;
        }

        /// <summary>True if the counter is higher than the party's last one.</summary>
        public bool IsFresh(int party, byte[] message, int counterOffset)
        {
            return Octets.CompareCounters(message, counterOffset, image.Raw, OffsetOf(party)) > 0;
        }

        /// <summary>Takes the counter as the party's last one.</summary>
        public void Accept(int party, byte[] message, int counterOffset)
        {
            System.Array.Copy(message, counterOffset, image.Raw, OffsetOf(party), 8);
        }

        private static int OffsetOf(int party)
        {
            return ImageLayout.ReplayCounters + 8 * party;
        }
    }
}
