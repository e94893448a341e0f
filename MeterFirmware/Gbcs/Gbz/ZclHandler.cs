namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>
    /// A group of attributes and commands of the GSME. The table of <see cref="ZclObjects"/> says which item of which group
    /// one is; what a group does not override it refuses.
    /// </summary>
    public abstract class ZclHandler
    {
        /// <summary>Writes the value of an attribute, without its type.</summary>
        /// <param name="item">The item of this group.</param>
        /// <param name="writer">Receives the value; dropped if the status is no success.</param>
        /// <returns>A <see cref="ZclStatus"/>.</returns>
        public virtual int Read(int item, OctetWriter writer)
        {
            return ZclStatus.Failure;
        }

        /// <summary>Runs a cluster command.</summary>
        /// <param name="item">The item of this group.</param>
        /// <param name="messageCode">The use case's: some commands mean different things in different ones.</param>
        /// <param name="reader">Gives the fields, which must be read whole before anything changes.</param>
        /// <returns>A <see cref="ZclStatus"/>; unless it is success nothing has changed.</returns>
        public virtual int Run(int item, int messageCode, ZclReader reader)
        {
            return ZclStatus.Failure;
        }
    }
}
