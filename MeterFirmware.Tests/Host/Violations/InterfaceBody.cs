namespace Violations;

public interface InterfaceBody
{
    void Default() { }

    static abstract void Abstract();

    static virtual void Virtual() { }
}
