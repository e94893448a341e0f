namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>
    /// A group of attributes and commands of the GSME. The table of <see cref="ZclObjects"/> says which item of which group
    /// one is; what a group does not override it refuses.
    /// </summary>
    public abstract class ZclHandler
    {
        /// <summary>A command is about to run: what an earlier one left is forgotten.</summary>
        public virtual void Begin() { }

        /// <summary>Gives the group what takes top ups, if it wants it.</summary>
        /// <param name="entry">Takes top ups.</param>
        public virtual void Use(TopUpEntry entry) { }

        /// <summary>True if a command may come with a From Date Time, which it finds in its reader.</summary>
        /// <param name="item">The item of this group.</param>
        public virtual bool TakesFromDateTime(int item)
        {
            return false;
        }

        /// <summary>
        /// Writes the response of a command that has one of its own: its identifier and fields. Called after
        /// <see cref="Run"/>.
        /// </summary>
        /// <param name="item">The item of this group.</param>
        /// <param name="status">What the command came to.</param>
        /// <param name="reply">Receives the response.</param>
        /// <returns>
        /// What is to be in the response's frame control: <see cref="ZclFrame.ClusterCommand"/>, with
        /// <see cref="ZclFrame.NoDefaultResponse"/> where GBCS has it; or 0 if the answer is the default response: nothing is
        /// written then.
        /// </returns>
        public virtual int WriteResponse(int item, int status, OctetWriter reply)
        {
            return 0;
        }

        /// <summary>Whether a command is a question, which <see cref="Answer"/> takes instead of <see cref="Run"/>.</summary>
        /// <param name="item">The item of this group.</param>
        /// <param name="messageCode">The use case's.</param>
        /// <returns>
        /// What is to be in the answer's frame control, with <see cref="ZclFrame.Sealed"/> where it is to be encrypted; 0 if it
        /// is no question.
        /// </returns>
        public virtual int AnswerControl(int item, int messageCode)
        {
            return 0;
        }

        /// <summary>Answers a question.</summary>
        /// <param name="item">The item of this group.</param>
        /// <param name="messageCode">The use case's.</param>
        /// <param name="reader">Gives the fields.</param>
        /// <param name="reply">Receives the answer's command and fields; dropped if the status is no success.</param>
        /// <param name="room">How many octets there is room for.</param>
        /// <returns>A <see cref="ZclStatus"/>.</returns>
        public virtual int Answer(int item, int messageCode, ZclReader reader, OctetWriter reply, int room)
        {
            return ZclStatus.Failure;
        }

        /// <summary>True for an attribute that tells of the customer: a reading of registers encrypts it.</summary>
        /// <param name="item">The item of this group.</param>
        public virtual bool IsPrivate(int item)
        {
            return false;
        }

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
