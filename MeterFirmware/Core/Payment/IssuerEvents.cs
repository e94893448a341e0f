using MeterFirmware.Core.State;

namespace MeterFirmware.Core.Payment
{
    /// <summary>
    /// The newest Issuer Event ID of each kind of command. A command with an older one was overtaken by a newer decision
    /// of the supplier and is refused; the same id may come again.
    /// </summary>
    public sealed class IssuerEvents
    {
        private readonly StateImage image;

        /// <summary>Binds the ids to the image that holds them.</summary>
        public IssuerEvents(StateImage image)
        {
            this.image = image;
        }

        /// <summary>True if a newer event was accepted before.</summary>
        /// <param name="kind">An <see cref="IssuerEvent"/>.</param>
        /// <param name="id">0 to 4,294,967,295.</param>
        public bool IsOlder(int kind, long id)
        {
            return id < (image.GetInt32(OffsetOf(kind)) & 0xFFFFFFFFL);
        }

        /// <summary>Takes the id as the newest. Called with the change that it goes with.</summary>
        /// <param name="kind">An <see cref="IssuerEvent"/>.</param>
        /// <param name="id">0 to 4,294,967,295.</param>
        public void Accept(int kind, long id)
        {
            image.SetInt32(OffsetOf(kind), (int)id);
        }

        private static int OffsetOf(int kind)
        {
            Invariant.Require(kind >= 0 && kind < IssuerEvent.Count, "a kind of event that exists");
            return PaymentLayout.IssuerEvents + 4 * kind;
        }
    }
}
